import { spawn } from 'node:child_process';
import { processorMs, residentMb } from './memory.ts';

export interface CollectionRequest {
  /** The file that starts the product. */
  readonly launcher: string;
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether what is still fresh is left. */
  readonly staleOnly?: boolean;
}

/** One `collect` of a process of its own, and what it took. */
export interface CollectionRun {
  readonly status: string;
  readonly units: number;
  /** What could not be seen, as it is told. */
  readonly gaps: readonly string[];
  readonly wallMs: number;
  readonly processorMs: number;
  readonly peakMb: number;
}

const LOOK_EVERY_MS = 250;

interface Collected {
  readonly run?: { readonly status: string; readonly units_done: number };
  readonly data_quality?: { readonly gaps: readonly { readonly detail: string }[] };
}

/** Reads the inventory of every cloud that is configured in the home. */
export async function runCollection(request: CollectionRequest): Promise<CollectionRun> {
  const { launcher, home, environment, staleOnly = false } = request;
  const asked = ['--cloud', 'all', '--what', 'inventory', ...(staleOnly ? ['--stale-only'] : [])];
  const args = [launcher, 'collect', '--home', home, ...asked, '--json', '--quiet'];
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  const seen = { peakMb: 0, processorMs: 0 };
  const watch = setInterval(() => {
    try {
      seen.peakMb = residentMb(child.pid ?? 0, 'peak');
      seen.processorMs = processorMs(child.pid ?? 0);
    } catch {
      // It has ended since the last look.
    }
  }, LOOK_EVERY_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  clearInterval(watch);
  const wallMs = performance.now() - startedAt;
  const { run, data_quality: quality } = JSON.parse(said.stdout || '{}') as Collected;
  if (!run) throw new Error(`the collection ended with ${code}: ${said.stderr || said.stdout}`.slice(0, 2000));
  const gaps = [...new Set(quality?.gaps.map(({ detail }) => detail))];
  return {
    status: run.status,
    units: run.units_done,
    gaps,
    wallMs,
    ...seen,
  };
}
