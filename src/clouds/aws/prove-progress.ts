import { NormalizedSchema } from '@smithy/core/schema';
import { getSmithyContext } from '@smithy/core/transport';
import type { HandlerExecutionContext, StaticOperationSchema } from '@smithy/types';
import { CloudError } from '../../model/errors.ts';

type Fields = Readonly<Record<string, unknown>>;

// What services call it in a question, and in the answer.
const ASKED = ['NextToken', 'nextToken', 'Marker', 'marker', 'PaginationToken', 'ContinuationToken', 'position'];
const NEXT = ['NextToken', 'nextToken', 'NextMarker', 'nextMarker', 'NextContinuationToken'];

/**
 * The SDK's paginators follow whatever they are given, for ever.
 * @throws CloudError for an answer that leads to the page that it is itself.
 */
export function proveProgress(input: object, output: object, context: HandlerExecutionContext, action: string): void {
  const asked = ASKED.find((name) => name in input);
  if (asked === undefined) return;
  const token = (input as Fields)[asked];
  if (token === undefined || token === '') return;
  const { operationSchema } = getSmithyContext(context) as { operationSchema: StaticOperationSchema };
  const members = new Set([...NormalizedSchema.of(operationSchema[5]).structIterator()].map(([name]) => name));
  // Where an answer has a name for what comes next, one like the question's gives the question back.
  const next = NEXT.find((name) => members.has(name)) ?? asked;
  if ((output as Fields)[next] === token)
    throw new CloudError({ reason: 'failed', code: 'RepeatedPage', action, retryable: false });
}
