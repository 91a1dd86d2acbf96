import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runDemo } from './demo/run-demo.ts';

// Built, the launcher lies beside the simulator's folder; in the workspace, in the product's.
const beside = new URL('../bin.js', import.meta.url);
const launcher = existsSync(beside) ? beside : new URL('../src/bin.js', import.meta.url);

process.exitCode = await runDemo(process.argv.slice(2), {
  launcher: fileURLToPath(launcher),
  environment: process.env,
  out: process.stdout,
  err: process.stderr,
});
