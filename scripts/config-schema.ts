import * as z from 'zod';
import { settingVariables } from '../src/config-environment.ts';
import { configSchema } from '../src/config-schema.ts';

export const CONFIG_SCHEMA_FILE = 'docs/reference/config.schema.json';

/** The JSON Schema of the configuration, for editors, with the environment variable of each key. */
export function configSchemaText(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input' });
  const variables = Object.fromEntries(settingVariables().map(({ path, variable }) => [path.join('.'), variable]));
  return `${JSON.stringify({ ...schema, 'x-environment': variables }, undefined, 2)}\n`;
}
