import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Truth } from '../estate/truth.ts';
import { UsageError } from './options.ts';

/** Where the demo's product keeps everything. */
export interface DemoHome {
  readonly path: string;
  readonly temporary: boolean;
  /** Where the truth about the company is. */
  readonly truth: string;
}

/** Says that a folder is a demo's own, and which process uses it. */
const marker = 'cloudoptima-demo.json';
const truthFile = 'truth.json';

// What an earlier demo and its product left. Nothing else in the folder is touched.
const remains = /^(?:cloudoptima\.yaml|policy\.json|truth\.json|state\.db(?:-wal|-shm)?|lake|tmp|cloudoptima\.log)$/;

/** A folder that holds nothing of another company. @throws UsageError when it is somebody else's. */
export async function openHome(asked: string | undefined): Promise<DemoHome> {
  const path = asked === undefined ? await mkdtemp(join(tmpdir(), 'cloudoptima-demo-')) : resolve(asked);
  if (asked !== undefined) await claim(path);
  await writeFile(join(path, marker), `${JSON.stringify({ pid: process.pid })}\n`);
  return { path, temporary: asked === undefined, truth: join(path, truthFile) };
}

export const writeTruth = (home: DemoHome, truth: Truth): Promise<void> =>
  writeFile(home.truth, `${JSON.stringify(truth, undefined, 1)}\n`);

/** Removes a temporary home, all of it or all but the truth. */
export async function closeHome({ path, temporary }: DemoHome, keepTruth: boolean): Promise<void> {
  if (!temporary) return;
  const patience = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
  if (!keepTruth) return rm(path, patience);
  for (const name of await readdir(path)) if (name !== truthFile) await rm(join(path, name), patience);
}

async function claim(path: string): Promise<void> {
  const names = await readFolder(path);
  const user = names.includes(marker) ? await userOf(path) : undefined;
  if (names.length > 0 && !names.includes(marker)) {
    throw new UsageError(
      `${path} is not empty and no demo made it. A demo overwrites settings and data, so it wants a folder of its own.`,
    );
  }
  if (user !== undefined && isRunning(user)) {
    throw new UsageError(
      `A demo is running in ${path} (process ${user}). End it, or choose another folder with --home.`,
    );
  }
  // Only now that it is ours.
  await chmod(path, 0o700);
  for (const name of names) if (remains.test(name)) await rm(join(path, name), { recursive: true, force: true });
}

async function readFolder(path: string): Promise<readonly string[]> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return await readdir(path);
  } catch (error) {
    throw new UsageError(
      `${path} can't be used as a home (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
    );
  }
}

async function userOf(path: string): Promise<number | undefined> {
  try {
    const { pid } = JSON.parse(await readFile(join(path, marker), 'utf8')) as { pid?: unknown };
    return typeof pid === 'number' ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
