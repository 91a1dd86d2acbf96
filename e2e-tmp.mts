import { mkdtempSync } from 'node:fs';
import { startSimulator } from '/work/main/simulator/start.ts';
import { openStore } from '/work/main/src/store/open.ts';
import { createCollection } from '/work/main/src/collect/create-collection.ts';
import { DEFAULT_SETTINGS } from '/work/main/src/collect/parts.ts';
import { systemSleep } from '/work/main/src/collect/time.ts';
import { aws } from '/work/main/src/clouds/aws/aws.ts';
const sim = await startSimulator({ resources: 1500 });
process.env.AWS_ACCESS_KEY_ID = sim.credentials.accessKeyId; process.env.AWS_SECRET_ACCESS_KEY = sim.credentials.secretAccessKey;
const home = mkdtempSync('/tmp/e2e-');
const store = await openStore({ home, organisation: 'acme' });
const accounts = sim.truth.clouds.aws.accounts;
console.log(accounts.map(a => a.id));
const c = createCollection({ store, clouds: [aws], accounts: accounts.map((a,i) => ({ cloud: 'aws' as const, endpoint: sim.url, name: a.name, ...(a.role_arn ? { role_arn: a.role_arn, external_id: a.external_id } : {}) })),
  settings: DEFAULT_SETTINGS, time: { now: () => new Date(), sleep: systemSleep, random: Math.random }, policy: async () => undefined, log: (e, w) => console.log('LOG', w, e) });
for (const what of [['inventory'], ['inventory','costs','metrics'], ['costs','metrics']] as const) {
  const req = { organisation: 'acme', clouds: ['aws'] as const, what };
  const signal = new AbortController().signal;
  let t = performance.now();
  const plan = await c.plan(req, signal);
  console.log('PLAN', JSON.stringify({ ...plan, accounts: plan.accounts.length, gaps: plan.gaps.slice(0,2) }), Math.round(performance.now()-t));
  t = performance.now(); const before = sim.calls().length;
  const run = await c.run(req, { signal, progress() {} });
  console.log('RUN', Math.round(performance.now()-t), 'ms calls', sim.calls().length - before, JSON.stringify({ ...run, accounts: run.accounts.map(a => [a.account, a.status, a.units, a.rows, a.gaps.length, a.gaps[0]?.detail]) }));
}
const snap = await store.inventory.latest('acme','aws'); const m = await store.metrics.latest('acme','aws');
console.log('rows', snap?.rows, 'metrics', m?.rows, 'estate', sim.estate.resources.filter(r => r.cloud === 'aws').length, 'spent', await store.state.spend.spent('acme', new Date().toISOString().slice(0,10)));
console.log((await store.charges.periods('acme')).map(p => `${p.source} ${p.period} ${p.rows} ${p.closed}`).join('\n'));
await store.close(); await sim.close();
