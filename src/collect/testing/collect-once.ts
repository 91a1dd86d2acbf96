// A process that collects the second generation once and may be killed at any moment: `collect-once.ts <home>`.
import { createWriteStream } from 'node:fs';
import { environmentSecrets } from '../../clouds/secrets.ts';
import { openStore } from '../../store/open.ts';
import { createCollection } from '../create-collection.ts';
import { DEFAULT_SETTINGS } from '../parts.ts';
import { systemSleep } from '../time.ts';
import { fakeCloud } from './fake-cloud.ts';
import { generation, KILL_IDS } from './kill-estate.ts';

const [home = ''] = process.argv.slice(2);
const begun = performance.now();
const from = Date.parse('2026-11-21T12:00:00Z');
const store = await openStore({ home, organisation: 'acme', memoryMb: 256, threads: 1 });
const collection = createCollection({
  store,
  clouds: [fakeCloud({ resources: generation(2), latencyMs: 3 })],
  accounts: KILL_IDS.map((name) => ({ cloud: 'aws', name })),
  secrets: environmentSecrets({}),
  settings: { ...DEFAULT_SETTINGS, maxParallelAccounts: 2, maxParallelRegions: 1 },
  time: { now: () => new Date(from + performance.now() - begun), sleep: systemSleep, random: () => 0.5 },
  policy: async () => undefined,
});
const parent = createWriteStream('', { fd: 1 });
parent.write('ready\n');
const run = await collection.run(
  { organisation: 'acme', clouds: ['aws'], what: ['inventory'] },
  { signal: new AbortController().signal, progress: ({ message }) => void parent.write(`${message}\n`) },
);
parent.write(`${run.status}\n`);
await store.close();
