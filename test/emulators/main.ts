// What the product makes of an AWS and a BigQuery that we did not write. Needs python3 with pip, and nothing else.
// `npm run test:emulators` runs every part; names after it (`-- denied costs`) run only those.
import { join } from 'node:path';
import { NoPython, type PythonEnvironment, pythonEnvironment } from '../../scripts/python-environment.ts';
import { checkLeastPrivilege } from '../least-privilege/least-privilege.ts';
import { baselineOf } from './baseline.ts';
import { type Checks, createChecks, equal } from './checks.ts';
import { CLIENTS, type Client, driveSimulator } from './clients.ts';
import { BUCKETS } from './estate/buckets.ts';
import { fill } from './estate/fill.ts';
import type { Planted } from './estate/planted.ts';
import { startMoto } from './moto.ts';
import { placesOf } from './places.ts';
import { newProduct } from './product.ts';
import { checkAwsSecrets } from './scenarios/aws-secrets.ts';
import { checkAzureSecrets } from './scenarios/azure-secrets.ts';
import { checkBigQuery } from './scenarios/bigquery.ts';
import { checkCosts } from './scenarios/costs.ts';
import { checkDenied } from './scenarios/denied.ts';
import { checkGoogleSecrets } from './scenarios/google-secrets.ts';
import { checkMetrics } from './scenarios/metrics.ts';
import { checkOrganisation } from './scenarios/organisation.ts';
import { checkRoles } from './scenarios/roles.ts';
import { checkSmallPages } from './scenarios/small-pages.ts';
import { checkTroubled } from './scenarios/troubled.ts';
import { checkWholeEstate } from './scenarios/whole-estate.ts';
import { settingsFor } from './settings.ts';
import { checkNote } from './shapes/note.ts';
import { checkShapes } from './shapes/shapes.ts';
import { startWhatMotoLacks } from './what-moto-lacks.ts';

const PARTS = [
  'estate',
  'pages',
  'denied',
  'troubled',
  'metrics',
  'costs',
  'organisation',
  'secrets',
  'bigquery',
  'least-privilege',
  'roles',
  ...CLIENTS,
  'shapes',
] as const;
type Part = (typeof PARTS)[number];

const stopwatch = () => {
  const begun = performance.now();
  return () => (performance.now() - begun) / 1000;
};

/** The product's first meeting with the estate, and how long it took. */
async function checkEstate(checks: Checks, url: string, estate: readonly Planted[]): Promise<number> {
  const product = newProduct(settingsFor(url));
  let elapsed = 0;
  await checks.check('collect: done and complete', async () => {
    const { code, stderr, stdout, seconds } = await product.run('collect', '--what', 'inventory', '--json');
    elapsed = seconds;
    checks.say(`collected in ${seconds.toFixed(1)} s`);
    equal(code, 0, `exit code; ${stdout.slice(0, 2000)}; ${stderr.slice(-500)}`);
  });
  await checkWholeEstate(checks, product, estate);
  product.discard();
  return elapsed;
}

/** The buckets by themselves: three answers for each, and a fourth where the list doesn't tell the region. */
async function timeBuckets(checks: Checks, url: string): Promise<void> {
  const product = newProduct({ ...settingsFor(url), collection: { services: ['s3'] } });
  await checks.check(`collect: ${BUCKETS} buckets`, async () => {
    const { code, stdout, seconds } = await product.run('collect', '--what', 'inventory', '--json');
    checks.say(`${BUCKETS} buckets in ${seconds.toFixed(1)} s`);
    const { accounts } = (JSON.parse(stdout) as { run: { accounts: readonly { rows: number }[] } }).run;
    equal([code, accounts.reduce((sum, { rows }) => sum + rows, 0)], [0, BUCKETS], 'exit code and rows');
  });
  product.discard();
}

async function withinMoto(python: PythonEnvironment, work: (url: string) => Promise<void>): Promise<void> {
  const moto = await startMoto(python);
  const lacking = await startWhatMotoLacks(moto.url);
  try {
    await work(lacking.url);
  } finally {
    await lacking.stop();
    await moto.stop();
  }
}

/** The parts that share an estate. */
async function checkWithEstate(checks: Checks, url: string, wants: (part: Part) => boolean): Promise<void> {
  const seconds = stopwatch();
  const places = await placesOf(url);
  const baseline = await baselineOf(places);
  const planted = await fill(places, baseline);
  const estate = [...baseline, ...planted];
  const types = [...new Set(planted.map(({ type }) => type))].sort();
  checks.section('An estate in moto');
  checks.say(`${baseline.length} resources of its own, ${planted.length} planted in ${seconds().toFixed(1)} s`);
  const healthy = wants('estate') ? await checkEstate(checks, url, estate) : 60;
  if (wants('estate')) await timeBuckets(checks, url);
  if (wants('pages')) await checkSmallPages(checks, url, estate);
  if (wants('denied')) await checkDenied(checks, url, types);
  if (wants('troubled')) await checkTroubled(checks, url, estate, healthy);
  if (wants('metrics')) await checkMetrics(checks, url, estate);
  if (wants('costs')) await checkCosts(checks, url);
}

/** Keys and credentials where each cloud keeps them. */
async function checkSecrets(checks: Checks, python: PythonEnvironment): Promise<void> {
  await checkAwsSecrets(checks, python);
  await checkAzureSecrets(checks);
  await checkGoogleSecrets(checks);
}

/** Clients that are not ours drive the simulator, in the same environment. */
async function checkClients(checks: Checks, python: PythonEnvironment, clients: readonly Client[]): Promise<void> {
  for (const client of clients) {
    checks.section(`${client} drives the simulator`);
    await checks.check('every operation', () => checks.say(driveSimulator(client, python)));
  }
}

async function checkParts(checks: Checks, wants: (part: Part) => boolean): Promise<void> {
  const python = pythonEnvironment(join(import.meta.dirname, 'requirements.txt'));
  if (PARTS.slice(0, 6).some(wants)) await withinMoto(python, (url) => checkWithEstate(checks, url, wants));
  // What is in an organisation must not lie in the estate.
  if (wants('organisation')) await withinMoto(python, (url) => checkOrganisation(checks, url));
  if (wants('secrets')) await checkSecrets(checks, python);
  if (wants('bigquery')) await checkBigQuery(checks);
  if (wants('least-privilege')) await checkLeastPrivilege(checks);
  if (wants('roles')) await checkRoles(checks, python);
  // What they are answered is held against shapes: where that is wanted, they are driven there.
  if (wants('shapes')) await checkNote(checks, await checkShapes(checks, python));
  else await checkClients(checks, python, CLIENTS.filter(wants));
}

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.some((known) => known === part));
const checks = createChecks();
try {
  if (unknown.length > 0) throw new NoPython(`There is no part ${unknown.join(', ')}; there are ${PARTS.join(', ')}.`);
  await checkParts(checks, (part) => asked.length === 0 || asked.includes(part));
  process.exitCode = checks.end().failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof NoPython ? error.message : error);
  process.exitCode = 1;
}
