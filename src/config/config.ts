import * as z from 'zod';
import { UserError } from '../model/errors.ts';
import { issueWords } from '../model/input-words.ts';
import { unknownVariables, withEnvironment } from './environment.ts';
import { type ConfigFile, configFile, placeIn } from './file.ts';
import { homeFolder } from './home.ts';
import { notActedOn } from './not-acted-on.ts';
import { ACCOUNT_SCHEMAS, configSchema, type Settings } from './schema.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Config extends Settings {
  readonly home: string;
  /** The file that was read, if there is one. */
  readonly file: string | undefined;
  /** What is odd about it and stops nothing. */
  readonly warnings: readonly string[];
}

export interface ConfigRequest {
  readonly home?: string | undefined;
  readonly config?: string | undefined;
  readonly environment: Environment;
}

const SECRET_KEYS =
  /secret|password|access_key|private_key|master_key|session_token|api_key|connection_string|^credentials$|^url$/i;
const MOST_ERRORS = 5;

const keysOf = (schema: unknown): readonly string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

/** The keys that are known where the path leads to. */
function keysAt(value: Readonly<Record<string, unknown>>, path: readonly PropertyKey[]): readonly string[] {
  if (path[0] === 'accounts' && typeof path[1] === 'number' && path.length === 2) {
    const entry = Array.isArray(value.accounts) ? value.accounts[path[1]] : undefined;
    const cloud: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'cloud') : undefined;
    return cloud === 'aws' || cloud === 'azure' || cloud === 'gcp' ? keysOf(ACCOUNT_SCHEMAS[cloud]) : [];
  }
  let schema: unknown = configSchema;
  for (const key of path) {
    while (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
      schema = schema.unwrap();
    schema = schema instanceof z.ZodObject ? schema.shape[String(key)] : undefined;
  }
  while (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    schema = schema.unwrap();
  return keysOf(schema);
}

function issueSentence(issue: z.core.$ZodIssue, value: Readonly<Record<string, unknown>>): string {
  if (issue.code === 'unrecognized_keys' && issue.path[0] === 'accounts') {
    const secret = issue.keys.find((key) => SECRET_KEYS.test(key));
    if (secret !== undefined)
      return `accounts[${String(issue.path[1])}].${secret}: secrets are not kept in the configuration. Use profile or role_arn, the provider's own variables, or a reference such as env://<VARIABLE>.`;
  }
  const last = issue.path.at(-1);
  // Whatever stands where a secret belongs may be one: it is never repeated.
  if (typeof last === 'string' && SECRET_KEYS.test(last) && issue.code !== 'unrecognized_keys')
    return `${issue.path.map(String).join('.')}: ${issue.message}.`;
  return issueWords(issue, value, (path) => keysAt(value, path));
}

async function refusal(
  error: z.ZodError,
  value: Readonly<Record<string, unknown>>,
  file: ConfigFile | undefined,
  used: ReadonlyMap<string, string>,
): Promise<UserError> {
  const lines: string[] = [];
  for (const issue of error.issues.slice(0, MOST_ERRORS)) {
    const variable = used.get(issue.path.join('.')) ?? used.get(String(issue.path[0]));
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const where = variable ?? (file ? `${file.path}${await placeIn(file, path)}` : 'configuration');
    lines.push(`${where}: ${issueSentence(issue, value)}`);
  }
  const more = error.issues.length - lines.length;
  if (more > 0) lines.push(`… and ${more} more.`);
  return new UserError(lines.join('\n'));
}

/**
 * Reads the configuration: the file, the environment over it, defaults under both.
 * @throws UserError that names the file and line or the variable, what was found and the nearest key.
 */
export async function loadConfig({ home: askedHome, config, environment }: ConfigRequest): Promise<Config> {
  const home = homeFolder(askedHome, environment);
  const file = await configFile(home, config ?? (environment.CLOUDOPTIMA_CONFIG || undefined));
  const { settings, used } = withEnvironment(file?.value ?? {}, environment);
  const parsed = configSchema.safeParse(settings);
  if (!parsed.success) throw await refusal(parsed.error, settings, file, used);
  const warnings = [
    ...unknownVariables(environment).map((name) => `${name} is no setting of CloudOptima.`),
    ...notActedOn(settings),
  ];
  return { ...parsed.data, home, file: file?.path, warnings };
}
