import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonEnvironment } from '../../../scripts/python-environment.ts';
import { type Server, startServer } from '../server.ts';

// It looks for DuckDB's extension in the user's own folder, or would download it.
const GIVE_EXTENSION = 'from duckdb_extensions import import_extension; import_extension("spatial")';

/** Starts an emulated BigQuery (https://github.com/jjviscomi/bqemulator), in an environment and a home of its own. */
export async function startBigQuery(): Promise<Server> {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const { python, command } = pythonEnvironment(requirements, { name: 'python-bigquery', oldest: '3.11' });
  const home = mkdtempSync(join(tmpdir(), 'cloudoptima-bigquery-'));
  const env = { ...process.env, HOME: home, BQEMU_ENABLE_FORMAT_EXTENSIONS: 'false' };
  const { status, stderr } = spawnSync(python, ['-c', GIVE_EXTENSION], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`DuckDB did not take the extension: ${stderr.slice(-500)}`);
  const server = await startServer({
    name: 'bqemulator',
    command: command('bqemulator'),
    parameters: (port) => ['start', '--rest-port', String(port), '--grpc-port', '0', '--log-level', 'error'],
    env,
    ready: '/healthz',
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
