import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { estatePolicy } from './estate.ts';
import { runCommand } from './run-command.ts';
import type { WrittenEstate } from './write-estate.ts';

/** A home of the product with an estate in it. */
export interface EstateHome {
  readonly home: string;
  readonly resources: number;
  readonly written: WrittenEstate;
  /** Publishes another snapshot in which one unit differs. */
  publishAnother(): Promise<WrittenEstate>;
  /** Replaces the policy by another with the same five tags. */
  replacePolicy(): Promise<void>;
}

const WRITER = fileURLToPath(new URL('./write-estate.ts', import.meta.url));
// A benchmark asks the same question many times over.
const CONFIGURATION = JSON.stringify({ mcp: { calls_per_session: 100_000, identical_calls: 1000 } });

export async function makeEstateHome(home: string, resources: number): Promise<EstateHome> {
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'cloudoptima.json'), CONFIGURATION);
  let policies = 0;
  let generations = 0;

  async function replacePolicy(): Promise<void> {
    const partial = join(home, 'policy.next');
    await writeFile(partial, estatePolicy(policies++));
    await rename(partial, join(home, 'policy.json'));
  }
  async function write(): Promise<WrittenEstate> {
    const args = [WRITER, home, String(resources), String(generations++)];
    return JSON.parse(await runCommand(process.execPath, args)) as WrittenEstate;
  }

  await replacePolicy();
  return { home, resources, written: await write(), publishAnother: write, replacePolicy };
}
