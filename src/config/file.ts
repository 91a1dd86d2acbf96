import { join, resolve } from 'node:path';
import { UserError } from '../model/errors.ts';
import { textFile } from './text-file.ts';

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const FILE_NAMES = ['cloudoptima.yaml', 'cloudoptima.yml', 'cloudoptima.json'];
const MOST_BYTES = 2_000_000;

// Loaded where it is needed: JSON, and no file at all, start faster.
const yaml = () => import('../analyze/yaml-text.ts');

async function parsed(path: string, text: string): Promise<ConfigFile> {
  let value: unknown;
  try {
    value = path.endsWith('.json') ? JSON.parse(text) : (await yaml()).yamlText(path, text).value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The YAML parser knows the line and says what is wrong there.
    (await yaml()).yamlText(path, text);
    throw new UserError(
      `${path} is not readable as JSON: keys and texts stand in double quotes. Or name it cloudoptima.yaml, which takes it as it is.`,
    );
  }
  if (value === null || value === undefined) return { path, text, value: {} };
  if (typeof value !== 'object' || Array.isArray(value))
    throw new UserError(
      `${path}: expected settings such as "currency: USD", found ${Array.isArray(value) ? 'a list' : `a ${typeof value}`}.`,
    );
  return { path, text, value: value as Record<string, unknown> };
}

/** The file that was asked for, or the one in the home, or none. @throws UserError naming file and line. */
export async function configFile(home: string, asked: string | undefined): Promise<ConfigFile | undefined> {
  if (asked !== undefined) {
    const path = resolve(asked);
    const text = await textFile(path, MOST_BYTES);
    if (text === undefined)
      throw new UserError(
        `There is no configuration file ${path}: look for a slip in --config or CLOUDOPTIMA_CONFIG, or leave it out to read the one in the home.`,
      );
    return parsed(path, text);
  }
  const found: { path: string; text: string }[] = [];
  for (const name of FILE_NAMES) {
    const path = join(home, name);
    const text = await textFile(path, MOST_BYTES);
    if (text !== undefined) found.push({ path, text });
  }
  const [first, second] = found;
  if (first && second)
    throw new UserError(`Both ${first.path} and ${second.path} exist. Keep one, or choose with --config.`);
  return first && parsed(first.path, first.text);
}

/** `:12:3`, where in the text the path stands; as near as it gets. */
export async function placeIn({ path: name, text }: ConfigFile, path: readonly PropertyKey[]): Promise<string> {
  return (await yaml()).yamlText(name, text).placeOf(path);
}
