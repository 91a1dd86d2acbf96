import { readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { Config } from './config.ts';
import { UserError } from './model/errors.ts';
import type { PolicyInForce } from './model/policy.ts';

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
    throw new UserError(`The policy ${path} can't be read (${code ?? 'unknown reason'}).`);
  }
}

/** A policy read from a file. @throws UserError with the place in the file. */
export async function policyFrom(path: string): Promise<PolicyInForce> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `The policy ${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
    );
  }
  const { loadPolicy } = await import('./analyze/tags/load-policy.ts');
  return loadPolicy({ text, source: `file: ${basename(path)}`, fileName: path });
}

/** Gives the policy in force at each call, and reads its file again when that has changed. */
export function policyInForce({ home, policy }: Pick<Config, 'home' | 'policy'>): () => Promise<PolicyInForce> {
  const configured = isAbsolute(policy.file) ? policy.file : join(home, policy.file);
  const usual = USUAL_NAMES.includes(policy.file);
  const places = usual ? [configured, ...USUAL_NAMES.map((name) => join(home, name))] : [configured];
  let kept: { readonly version: Version | undefined; readonly policy: PolicyInForce } | undefined;

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
    const version = await current();
    const same =
      kept?.version?.path === version?.path &&
      kept?.version?.mtimeMs === version?.mtimeMs &&
      kept?.version?.size === version?.size;
    if (kept && same) return kept.policy;
    kept = { version, policy: await read(version) };
    return kept.policy;
  };
}
