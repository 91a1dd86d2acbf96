import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { type Json, slim } from './slim-schema.ts';

type Arguments = Record<string, unknown>;
interface WireSchemas {
  readonly input: StandardSchemaWithJSON<Arguments>;
  readonly output: StandardSchemaWithJSON<Arguments>;
}

/**
 * A schema as the SDK wants it: a JSON Schema to list, and a validation that lets everything pass, because `answerOf` validates
 * for every door and says what is wrong in our own words.
 */
function listed(json: () => Json): StandardSchemaWithJSON<Arguments> {
  return {
    '~standard': {
      version: 1,
      vendor: 'cloudoptima',
      validate: (value) => ({ value: value as Arguments }),
      jsonSchema: { input: json, output: json },
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const jsonOf = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(schema, { io, unrepresentable: 'throw' }) as Json;

/** The wire schemas of one tool; on a single cloud's server there is no cloud to choose. Made at the first listing and kept. */
export function wireSchemas(tool: { input: z.ZodType; output: z.ZodType }, fixedCloud: boolean): WireSchemas {
  return {
    input: listed(
      once(() => slim(jsonOf(tool.input, 'input'), { io: 'input', without: fixedCloud ? ['cloud_provider'] : [] })),
    ),
    output: listed(once(() => slim(jsonOf(tool.output, 'output'), { io: 'output', without: [] }))),
  };
}
