import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { awsEntries, awsVariables } from '../../simulator/demo/settings/aws.ts';
import { azureEntries, azureVariables } from '../../simulator/demo/settings/azure.ts';
import { gcpEntries } from '../../simulator/demo/settings/gcp.ts';
import type { Estate } from '../../simulator/estate/estate.ts';
import { type Simulator, type SimulatorRequest, startSimulator } from '../../simulator/start.ts';
import { aws } from '../../src/clouds/aws/aws.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import type { AccountSettings } from '../../src/clouds/cloud.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import { environmentSecrets } from '../../src/clouds/secrets.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import { collectionOver, options, request, rowsOf, temporaryStore } from '../../src/collect/testing/setup.ts';
import type { CloudName } from '../../src/model/cloud.ts';
import type { Run } from '../../src/model/run.ts';
import { type ChangeFact, changedIds, differences, plantedIds } from '../support/changed-ids.ts';
import { type Contents, contentsById } from '../support/contents.ts';

const CLOUDS: readonly CloudName[] = ['aws', 'azure', 'gcp'];
const NOON = new Date('2026-11-20T12:00:00Z');
const at = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

const usual = getCACertificates('default');
const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-changes-'));
let kept: Awaited<ReturnType<typeof temporaryStore>>;
let running: Simulator | undefined;

beforeEach(async () => {
  kept = await temporaryStore();
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  await kept.close();
  vi.unstubAllEnvs();
});
afterAll(() => {
  setDefaultCACertificates([...usual]);
  rmSync(folder, { recursive: true });
});

/** The company, instead of the one that ran before. */
async function start(company: SimulatorRequest): Promise<Simulator> {
  const azurePort = running ? Number(new URL(running.azure.url).port) : 0;
  await running?.close();
  running = await startSimulator({ now: NOON, charges: false, ...company, azurePort });
  setDefaultCACertificates([...usual, readFileSync(running.azure.ca, 'utf8')]);
  return running;
}

/** Who may read all of it, in the clouds in which it has something. */
function readersOf(company: Simulator, clouds: readonly CloudName[]) {
  const { url, credentials, truth } = company;
  const entries = [
    ...(clouds.includes('aws') ? awsEntries(truth.clouds.aws, { url, ...credentials }) : []),
    ...azureEntries(truth.clouds.azure, company.azure),
    ...(clouds.includes('gcp')
      ? gcpEntries({ ...company.gcp, credentials: company.gcp.writeCredentials(folder) })
      : []),
  ];
  const environment = { ...awsVariables({ url, ...credentials }), ...azureVariables(company.azure) };
  // They are for a file, where what is undefined is left out.
  return { accounts: JSON.parse(JSON.stringify(entries)) as AccountSettings[], environment };
}

function collect(company: Simulator, clouds: readonly CloudName[], hours: number, staleOnly: boolean): Promise<Run> {
  const { accounts, environment } = readersOf(company, clouds);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return collectionOver(kept.store, azure, {
    ...{ clouds: [aws, azure, gcp], accounts, secrets: environmentSecrets(environment) },
    settings: { deadlineSeconds: 3600 },
    // No faster: on a busy machine attempts would last too long.
    time: scaledTime(5, at(hours).toISOString(), () => 0.5),
  }).run(request({ clouds, staleOnly }), options());
}

const factsOf = ({ changes = [] }: Estate): ChangeFact[] =>
  changes.map(({ how, resource: { cloud, id } }) => ({ cloud, id, how }));

const changed = (estate: Estate, cloud: CloudName, how: ChangeFact['how']): number =>
  factsOf(estate).filter((fact) => fact.cloud === cloud && fact.how === how).length;

/** Everything that is kept. */
const contentsOf = async (): Promise<Contents> =>
  contentsById((await Promise.all(CLOUDS.map((cloud) => rowsOf(kept.store, cloud)))).flat());

const gapsOf = ({ accounts }: Run) => accounts.flatMap(({ gaps }) => gaps);

const queries = (company: Simulator) => company.calls().filter(({ operation }) => operation === 'Resources').length;

test('one in a hundred that changed is found, with a part of the calls', async () => {
  const company: SimulatorRequest = { clouds: ['azure'], resources: 20_000, accounts: { azure: 12 } };
  const first = await start(company);
  expect(await collect(first, ['azure'], 0, false)).toMatchObject({ status: 'partial' });
  const listed = queries(first);

  const second = await start({ ...company, changed: 0.01 });
  const { estate } = second;
  const [created, deleted] = [changed(estate, 'azure', 'Create'), changed(estate, 'azure', 'Delete')];
  expect(Math.min(created, deleted)).toBeGreaterThan(0);
  const run = await collect(second, ['azure'], 6, true);
  expect(run).toMatchObject({ status: 'partial', changes: { newResources: created, deletedResources: deleted } });
  // Of so few resources the machines, which are listed, and what is asked once make up the most.
  expect(queries(second)).toBeLessThanOrEqual(0.45 * listed);

  const rows = new Map((await rowsOf(kept.store, 'azure')).map((row) => [row.id, row]));
  // One subscription is disabled, of which nothing is told.
  const off = new Set(estate.accounts.flatMap(({ id, state }) => (state === 'Disabled' ? id : [])));
  const there = estate.resources.filter(({ account, beyondInventory }) => !beyondInventory && !off.has(account));
  expect(rows.size).toBe(there.length);
  const unlike = there.filter(({ id, tags, taggable }) => {
    const row = rows.get(id.toLowerCase());
    return !row || (taggable && !isDeepStrictEqual(row.tags, tags));
  });
  expect(unlike.map(({ id }) => id)).toEqual([]);
});

test('in three clouds what was made, changed and deleted is found, and nothing else', {
  timeout: 180_000,
}, async () => {
  const company: SimulatorRequest = { clouds: CLOUDS, resources: 1500, accounts: { aws: 1, azure: 2, gcp: 2 } };
  expect(gapsOf(await collect(await start(company), CLOUDS, 0, false))).toEqual([]);
  const before = await contentsOf();

  const second = await start({ ...company, changed: 0.1 });
  const run = await collect(second, CLOUDS, 6, true);
  expect(gapsOf(run)).toEqual([]);
  const planted = plantedIds(factsOf(second.estate), before);
  expect(differences(planted, changedIds(before, await contentsOf()))).toEqual({ missed: [], invented: [] });
  for (const cloud of CLOUDS) {
    const [created, deleted] = [changed(second.estate, cloud, 'Create'), changed(second.estate, cloud, 'Delete')];
    expect(Math.min(created, deleted), cloud).toBeGreaterThan(0);
    expect(run.clouds?.find((part) => part.cloud === cloud)?.changes, cloud).toMatchObject({
      newResources: created,
      deletedResources: deleted,
    });
  }
});
