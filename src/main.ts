import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { openApp } from './app.ts';
import { loadConfig } from './config/config.ts';
import { interruptSignal } from './interrupt.ts';
import { runCommandLine } from './serve/cli/program.ts';
import { tools } from './tools/index.ts';

// What is kept names accounts and resources: no other user of the machine reads it.
process.umask(0o077);

const environment = process.env;
const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };

// `cloudoptima tools | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    version,
    launcher: fileURLToPath(new URL('./bin.js', import.meta.url)),
    tools,
    open: async (choice, logTo) => openApp(await loadConfig({ ...choice, environment }), { logTo, version }),
    async *diagnose(choice, asked, signal) {
      const { diagnose } = await import('./doctor/doctor.ts');
      yield* diagnose(choice, environment, asked, signal);
    },
    setup: async (choice) => (await import('./setup/setup.ts')).openSetup(choice, environment),
    async roleDocuments(cloud, format, request) {
      const { roleDocuments } = await import('./setup/role-documents.ts');
      return roleDocuments(cloud, format, request);
    },
    signal: interruptSignal(),
  });
} catch (error) {
  // A bug's own words may hold what should not be shown, so they are told only when asked for.
  const words = environment.CLOUDOPTIMA_LOG === 'debug';
  process.stderr.write(words ? `${inspect(error)}\n` : 'Internal error. CLOUDOPTIMA_LOG=debug shows what happened.\n');
  process.exitCode = 1;
}
