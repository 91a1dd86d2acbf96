import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { residentMb } from './memory.ts';

const CLIENT = { name: 'bench', version: '1' };

/** The first request of a client in each era of the protocol. */
export const OPENINGS = {
  initialize: {
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: CLIENT },
  },
  'server/discover': {
    method: 'server/discover',
    params: {
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientInfo': CLIENT,
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  },
} as const;

interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly opening: keyof typeof OPENINGS;
  /** Waits so long after the answer before the memory is read; it isn't without. */
  readonly idleMs?: number;
}

/** From the start of the process to its first answer, and its memory when it has nothing to do. */
export async function firstAnswer(launch: Launch): Promise<{ ms: number; idleMb: number }> {
  const { command, args, cwd, environment, opening, idleMs } = launch;
  const startedAt = performance.now();
  const child = spawn(command, args, { cwd, env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, ...OPENINGS[opening] })}\n`);
  const [line] = await once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(60_000) });
  const ms = performance.now() - startedAt;
  const answer = JSON.parse(String(line)) as { result?: unknown };
  if (!answer.result) throw new Error(`${opening} was refused: ${String(line)}`);
  if (idleMs !== undefined) await sleep(idleMs);
  const idleMb = idleMs === undefined ? 0 : residentMb(child.pid ?? 0, 'now');
  const ended = once(child, 'exit');
  child.stdin.end();
  await ended;
  return { ms, idleMb };
}
