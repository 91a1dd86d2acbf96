import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { aws } from '../../src/clouds/aws/aws.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import type { Cloud } from '../../src/clouds/cloud.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import { environmentSecrets } from '../../src/clouds/secrets.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, temporaryStore } from '../../src/collect/testing/setup.ts';
import type { CloudName } from '../../src/model/cloud.ts';
import type { Run } from '../../src/model/run.ts';
import { contentsOf, type ThreeClouds, threeClouds } from '../scale/three-clouds.ts';

const CLOUD: Readonly<Record<CloudName, Cloud>> = { aws, azure, gcp };
const before = getCACertificates('default');
let company: ThreeClouds;
let opened: Awaited<ReturnType<typeof temporaryStore>>;

beforeAll(async () => {
  company = await threeClouds(300);
  for (const [name, value] of Object.entries(company.environment)) vi.stubEnv(name, value);
  setDefaultCACertificates([...before, readFileSync(company.simulator.azure.ca, 'utf8')]);
  opened = await temporaryStore();
});
afterEach(() => company.simulator.faults.clear());
afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates([...before]);
  await opened.close();
  await company.close();
});

/** Of AWS the account that is reached by a role; its keys are a session. */
const collect = (cloud: CloudName): Promise<Run> => {
  const entries = company.accounts.filter((one) => one.cloud === cloud && (cloud !== 'aws' || one.role_arn));
  return collectionOver(opened.store, CLOUD[cloud], {
    ...{ accounts: entries, secrets: environmentSecrets(company.environment) },
    time: scaledTime(4, new Date().toISOString(), () => 0),
    settings: { deadlineSeconds: 480 },
  }).run(request({ clouds: [cloud] }), options());
};

const gapsOf = ({ accounts }: Run) => accounts.flatMap(({ gaps }) => gaps);
const recorded = async (cloud: CloudName) =>
  (await opened.store.state.accounts.list(ORGANISATION)).filter((one) => one.cloud === cloud);
const contents = async (cloud: CloudName) =>
  (await contentsOf(opened.store, ORGANISATION)).filter((one) => one.cloud === cloud);

/** What is asked of many resources, in the middle of a run. */
const OPERATION = {
  aws: { operation: 'DescribeVolumes' },
  azure: { service: 'Microsoft.ResourceGraph' },
  gcp: { service: 'cloudasset' },
} as const;

test.each(['aws', 'azure', 'gcp'] as const)(
  '%s: credentials that run out are renewed, and nothing is lost',
  async (cloud) => {
    expect(gapsOf(await collect(cloud))).toEqual([]);
    const whole = await contents(cloud);
    const calls = company.simulator.calls().length;
    company.simulator.faults.add({ kind: 'expire', cloud, ...OPERATION[cloud], times: 1 });
    const run = await collect(cloud);
    expect(
      company.simulator
        .calls()
        .slice(calls)
        .filter(({ error }) => /Expired|authError/.test(error ?? '')).length,
    ).toBeGreaterThan(0);
    expect([run.status, gapsOf(run)]).toEqual(['success', []]);
    expect(await contents(cloud)).toEqual(whole);
    expect((await recorded(cloud)).flatMap(({ missingPermissions }) => missingPermissions)).toEqual([]);
  },
);

test.each([
  ['aws', /\((ExpiredToken|ExpiredTokenException|RequestExpired)\); the credentials have expired: sign in again/],
  ['azure', /\(ExpiredAuthenticationToken\); the sign-in has expired .*: sign in again \(az login\)/],
  ['gcp', /\(ACCESS_TOKEN_EXPIRED\); the sign-in has expired .*: sign in again \(gcloud auth/],
] as const)('%s: what is refused again says so, and names no permission', async (cloud, words) => {
  const whole = await contents(cloud);
  company.simulator.faults.add({ kind: 'expire', cloud, ...OPERATION[cloud] });
  const run = await collect(cloud);
  const gaps = gapsOf(run);
  expect(gaps.length).toBeGreaterThan(0);
  expect(gaps.filter(({ detail }) => !words.test(detail))).toEqual([]);
  expect(gaps.flatMap(({ action }) => action ?? [])).toEqual([]);
  const accounts = await recorded(cloud);
  expect(accounts.flatMap(({ missingPermissions }) => missingPermissions)).toEqual([]);
  expect((await contents(cloud)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
});
