import { NormalizedSchema } from '@smithy/core/schema';
import { getSmithyContext } from '@smithy/core/transport';
import type { HandlerExecutionContext, StaticOperationSchema } from '@smithy/types';
import { notAws } from './prove-body.ts';

/**
 * AWS writes a list or map even where it is empty, and the SDK then knows it as empty and not as absent.
 * @throws CloudError for an output that has none of those of its operation.
 */
export function proveLists(output: object, context: HandlerExecutionContext, action: string): void {
  const { operationSchema } = getSmithyContext(context) as { operationSchema: StaticOperationSchema };
  const answer = NormalizedSchema.of(operationSchema[5]);
  // Flattened ones have no element of their own that could be empty.
  const lists = [...answer.structIterator()].filter(
    ([, member]) => (member.isListSchema() || member.isMapSchema()) && !member.getMergedTraits().xmlFlattened,
  );
  const values = new Map<string, unknown>(Object.entries(output));
  const isThere = ([name, member]: (typeof lists)[number]): boolean => {
    const value = values.get(name);
    return member.isListSchema() ? Array.isArray(value) : typeof value === 'object' && value !== null;
  };
  if (lists.length > 0 && !lists.some(isThere)) throw notAws(action);
}
