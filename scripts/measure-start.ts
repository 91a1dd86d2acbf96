// How long an MCP client waits: spawn → answer to `initialize`, and the memory after it. Ten runs of the built package.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const RUNS = 10;
const launcher = process.argv[2] ?? fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'cloudoptima-start-'));
const clientInfo = { name: 'measure', version: '1' };
const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
const initialize = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`;

const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

async function measure(): Promise<{ ms: number; megabytes: number }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [launcher, 'mcp', '--home', home], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(initialize);
  await once(child.stdout, 'data');
  const ms = performance.now() - startedAt;
  await sleep(200);
  const megabytes = process.platform === 'linux' && child.pid ? residentMegabytes(child.pid) : Number.NaN;
  child.stdin.end();
  await once(child, 'exit');
  return { ms, megabytes };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

await measure(); // fills the compile cache, as the first start on a machine does
const runs: { ms: number; megabytes: number }[] = [];
for (let run = 0; run < RUNS; run++) runs.push(await measure());
rmSync(home, { recursive: true, force: true });
console.log(`ms: ${runs.map(({ ms }) => ms.toFixed(0)).join(' ')}`);
console.log(`MB: ${runs.map(({ megabytes }) => megabytes.toFixed(0)).join(' ')}`);
console.log(
  `median ${median(runs.map(({ ms }) => ms)).toFixed(0)} ms, ${median(runs.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
);
