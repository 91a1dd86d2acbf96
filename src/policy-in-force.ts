import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Config } from './config/config.ts';
import { textFile } from './config/text-file.ts';
import { UserError } from './model/errors.ts';
import type { PolicyInForce } from './model/policy.ts';

const MOST_BYTES = 1_000_000;
const USUAL_NAMES = ['policy.json', 'policy.yaml', 'policy.yml'];

interface Version {
  readonly path: string;
  readonly mtimeMs: number;
  readonly size: number;
}

async function versionOf(path: string): Promise<Version | undefined> {
  try {
    const { mtimeMs, size } = await stat(path);
    return { path, mtimeMs, size };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError(`The policy ${path} can't be read (${code ?? 'unknown reason'}): check who may read it.`);
  }
}

/** A policy read from a file. @throws UserError with the place in the file. */
export async function policyFrom(path: string): Promise<PolicyInForce> {
  const text = await textFile(path, MOST_BYTES);
  if (text === undefined)
    throw new UserError(
      `There is no policy ${path}. \`cloudoptima policy validate\` without a file checks the one in force and says where it is.`,
    );
  const { loadPolicy } = await import('./analyze/tags/load-policy.ts');
  return loadPolicy({ text, source: `file: ${basename(path)}`, fileName: path });
}

const sameFile = (a: Version | undefined, b: Version | undefined): boolean =>
  a?.path === b?.path && a?.mtimeMs === b?.mtimeMs && a?.size === b?.size;

/** The policy that was read before a file was spoilt, and why it still stands. */
function stillStanding(before: PolicyInForce, { message }: UserError, home: string): PolicyInForce {
  // Health and answers to others don't show where we live.
  const problem = message.replaceAll(`${home}/`, '').replaceAll('\n', ' ');
  return { ...before, source: `${before.source} as it was read before (${problem})`, problem };
}

/**
 * Gives the policy in force at each call, and reads its file again when that has changed. A file that is spoilt while we run
 * leaves the policy that was read before in force, which then says so. @throws UserError where none was ever read.
 */
export function policyInForce({ home, policy }: Pick<Config, 'home' | 'policy'>): () => Promise<PolicyInForce> {
  const configured = isAbsolute(policy.file) ? policy.file : join(home, policy.file);
  const usual = USUAL_NAMES.includes(policy.file);
  const places = usual ? [configured, ...USUAL_NAMES.map((name) => join(home, name))] : [configured];
  let good: { readonly version: Version | undefined; readonly policy: PolicyInForce } | undefined;

  async function current(): Promise<Version | undefined> {
    for (const place of places) {
      const version = await versionOf(place);
      if (version) return version;
    }
    return undefined;
  }

  async function read(version: Version | undefined): Promise<PolicyInForce> {
    if (version) return policyFrom(version.path);
    if (!usual || !policy.fallback_to_default)
      throw new UserError(
        // The built-in policy never takes the place of a file that was asked for by its name.
        `There is no policy at ${configured}. Write one there, or ${usual ? 'set policy.fallback_to_default: true' : 'take policy.file out of the configuration'}.`,
      );
    const { defaultPolicy } = await import('./analyze/tags/default-policy.ts');
    return defaultPolicy();
  }

  return async () => {
    try {
      const version = await current();
      if (!good || !sameFile(good.version, version)) good = { version, policy: await read(version) };
      return good.policy;
    } catch (error) {
      if (!good || !(error instanceof UserError)) throw error;
      return stillStanding(good.policy, error, dirname(configured));
    }
  };
}
