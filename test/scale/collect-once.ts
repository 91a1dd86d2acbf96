// A process that collects what is configured in a home once, by a clock that is so many milliseconds ahead, and may be killed
// at any moment: `collect-once.ts <home> <ahead> [stay]`. Prints how the run ended, and stays to be killed where it is told to.
import { setTimeout as sleep } from 'node:timers/promises';
import { openApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/config.ts';
import { CLOUDS } from './three-clouds.ts';

const A_MINUTE = 60_000;
const [home = '', ahead = '0', stay] = process.argv.slice(2);
const now = () => new Date(Date.now() + Number(ahead));
const app = openApp(await loadConfig({ home, environment: process.env }), { now });
const { collection, organisation } = await app.context();
const request = { organisation, clouds: CLOUDS, what: ['inventory'] } as const;
const run = await collection.run(request, { signal: new AbortController().signal, progress: () => undefined });
process.stdout.write(run.status);
if (stay) await sleep(A_MINUTE);
await app.close();
