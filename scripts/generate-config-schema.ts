// Writes the published JSON Schema of the configuration. A test fails when the file is stale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONFIG_SCHEMA_FILE, configSchemaText } from './config-schema.ts';

const file = join(fileURLToPath(new URL('..', import.meta.url)), CONFIG_SCHEMA_FILE);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, configSchemaText());
console.log(CONFIG_SCHEMA_FILE);
