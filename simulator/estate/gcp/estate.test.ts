import { describe, expect, test } from 'vitest';
import { type Evidence, testViolations } from '../../test/violations.ts';
import { plantCompany } from '../company.ts';
import type { PlantedResource } from '../estate.ts';
import { diskType, instanceType, regionDiskType } from './machines.ts';
import { organizationIn, projectNumber } from './organization.ts';
import type { GcpDetail, GcpResource } from './resource.ts';

const now = new Date('2026-10-05T12:00:00Z');
const company = plantCompany({ seed: 5, resources: 5000, now, clouds: ['gcp'] });
const resources = company.resources as readonly GcpResource[];
const ofType = (type: string) => resources.filter((resource) => resource.type === type);
const taggable = resources.filter((resource) => resource.taggable);

test.each([0, 1, 30])('a company of %i resources has its projects all the same', (count) => {
  const small = plantCompany({ seed: 5, resources: count, now, clouds: ['gcp'] });
  const projects = small.resources.filter(({ type }) => type === 'cloudresourcemanager.googleapis.com/Project');
  expect(projects.map(({ account }) => account).sort()).toEqual(small.accounts.map(({ id }) => id).sort());
});

test.each([300, 1500, 5000])('%i resources are exactly so many, with as many names', (count) => {
  const planted = plantCompany({ seed: 1, resources: count, now, clouds: ['gcp'] }).resources;
  expect(planted).toHaveLength(count);
  expect(new Set(planted.map(({ id }) => id)).size).toBe(count);
});

test('the same seed gives the same company', () => {
  const again = plantCompany({ seed: 5, resources: 5000, now, clouds: ['gcp'] });
  expect(again.resources).toEqual(company.resources);
  expect(again.charges).toEqual(company.charges);
});

test('there is a project for each account, and one more that is being deleted', () => {
  const { projects, folders, billingAccount } = organizationIn(company);
  expect(projects.map(({ state }) => state)).toEqual([...company.accounts.map(() => 'ACTIVE'), 'DELETE_REQUESTED']);
  for (const { id, number } of projects) {
    expect(id).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
    expect(number).toBe(projectNumber(id));
    expect(number).toMatch(/^[1-9]\d{11}$/);
  }
  expect(folders).toHaveLength(4);
  expect(billingAccount).toMatch(/^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/);
});

test('people here misspell one label more than any other, so that the clouds differ', () => {
  const slips = (tag: string) =>
    taggable.filter(({ violations }) => violations.some((one) => one.type === 'misspelt_key' && one.tag === tag))
      .length;
  for (const tag of ['Owner', 'Environment', 'CostCenter', 'Application'])
    expect(slips('Team')).toBeGreaterThan(5 * slips(tag));
});

describe('machines', () => {
  const link = ({ detail }: GcpResource) => String(detail.data.selfLink);
  const disks = new Map([...ofType(diskType), ...ofType(regionDiskType)].map((disk) => [link(disk), disk]));
  const instances = new Map(ofType(instanceType).map((instance) => [link(instance), instance]));

  test('have the disks that they say they have, and these know it', () => {
    for (const [self, { detail }] of instances) {
      const attached = detail.data.disks as readonly { source: string; boot: boolean }[];
      expect(attached.filter(({ boot }) => boot)).toHaveLength(1);
      for (const { source } of attached) expect(disks.get(source)?.detail.data.users).toEqual([self]);
    }
    for (const { detail } of disks.values()) {
      for (const user of (detail.data.users ?? []) as readonly string[]) expect(instances.has(user)).toBe(true);
    }
  });

  test('are in all states, and say when they stopped', () => {
    const states = new Set([...instances.values()].map(({ detail }) => detail.state));
    expect([...states].sort()).toEqual([
      ...['PROVISIONING', 'REPAIRING', 'RUNNING', 'STAGING', 'STOPPING', 'SUSPENDED', 'SUSPENDING', 'TERMINATED'],
    ]);
    for (const { detail } of instances.values()) {
      expect(detail.data.lastStopTimestamp === undefined).toBe(detail.state !== 'TERMINATED');
      expect(detail.data.lastSuspendedTimestamp === undefined).toBe(detail.state !== 'SUSPENDED');
    }
  });

  test('some disks hang on nothing, some of them for ever', () => {
    const loose = [...disks.values()].filter(({ detail }) => detail.data.users === undefined);
    expect(loose.length).toBeGreaterThan(50);
    expect(loose.some(({ detail }) => detail.data.lastAttachTimestamp === undefined)).toBe(true);
    expect(loose.some(({ type }) => type === regionDiskType)).toBe(true);
    for (const { detail } of loose) {
      expect(detail.data.lastDetachTimestamp === undefined).toBe(detail.data.lastAttachTimestamp === undefined);
    }
  });

  test('some are of custom types, and some spot', () => {
    const types = [...instances.values()].map(({ detail }) => String(detail.attributes?.machineType));
    expect(types.some((type) => /custom-\d+-\d+/.test(type))).toBe(true);
    const models = [...instances.values()].map(({ detail }) => JSON.stringify(detail.data.scheduling));
    expect(models.some((model) => model.includes('SPOT'))).toBe(true);
  });
});

type Tags = PlantedResource['tags'];

const anyOf = (keys: readonly string[]) => (tags: Tags) => keys.filter((key) => tags[key] !== undefined);
const costCenter = ['cost-center', 'costcenter', 'cost_center'];
const lacks = (keys: readonly string[]) => (tags: Tags) => anyOf(keys)(tags).every((key) => tags[key] === '');
const has = (keys: readonly string[], values: readonly string[]) => (tags: Tags) =>
  anyOf(keys)(tags).some((key) => values.includes(tags[key] ?? ''));
const renamed = (keys: readonly string[], others: readonly string[]) => (tags: Tags) =>
  anyOf(keys)(tags).length === 0 && anyOf(others)(tags).length === 1;

// Written out by hand: what must be seen in the labels for each kind of violation that is planted.
const evidence: readonly Evidence[] = [
  ['missing_required_tag Owner error', lacks(['owner'])],
  ['missing_required_tag Environment error', lacks(['environment'])],
  ['missing_required_tag CostCenter error', lacks(costCenter)],
  ['missing_required_tag Application error', lacks(['application'])],
  ['missing_required_tag Team error', lacks(['team'])],
  ['invalid_format Owner error', has(['owner'], ['platform-team', 'jdoe', 'n-a', 'tbd', 'ops'])],
  ['invalid_value Environment error', has(['environment'], ['prod', 'dev', 'qa', 'uat', 'live'])],
  ['invalid_format CostCenter error', has(costCenter, ['cc-12', '1020', 'cc-30100', 'cc-tbd', 'shared'])],
  ['invalid_value Application error', has(['application'], ['legacy', 'app1', 'monolith', 'unknown', 'poc'])],
  ['misspelt_key Owner error', renamed(['owner'], ['onwer', 'owners'])],
  ['misspelt_key Environment error', renamed(['environment'], ['enviroment', 'enviornment'])],
  ['misspelt_key CostCenter error', renamed(costCenter, ['cost-centre', 'costcentre', 'cost-centers'])],
  ['misspelt_key Application error', renamed(['application'], ['aplication', 'applicaton'])],
  ['misspelt_key Team error', renamed(['team'], ['teams'])],
  ['invalid_value Project warning', has(['project'], ['apollo', 'unplanned', 'aurora'])],
];

testViolations(resources, evidence);

test('labels are of Google’s alphabet, and only on what takes them', () => {
  for (const { tags } of resources) {
    for (const [key, value] of Object.entries(tags)) {
      expect(key).toMatch(/^[a-z][a-z0-9_-]{0,62}$/);
      expect(value).toMatch(/^[a-z0-9_-]{0,63}$/);
    }
  }
  const without = new Set(resources.filter((resource) => !resource.taggable).map(({ type }) => type));
  expect([...without].sort()).toEqual([
    'compute.googleapis.com/Firewall',
    'compute.googleapis.com/Network',
    'compute.googleapis.com/Router',
    'compute.googleapis.com/Subnetwork',
    'iam.googleapis.com/ServiceAccount',
    'iam.googleapis.com/ServiceAccountKey',
    'logging.googleapis.com/LogBucket',
  ]);
  expect(taggable.filter(({ type }) => without.has(type))).toEqual([]);
});

test('a database that was stopped is RUNNABLE, and only its settings tell', () => {
  const databases = ofType('sqladmin.googleapis.com/Instance');
  const policies = databases.map(
    ({ detail }) => (detail.data.settings as { activationPolicy: string }).activationPolicy,
  );
  expect(new Set(policies)).toEqual(new Set(['ALWAYS', 'NEVER']));
  expect(new Set(databases.map(({ detail }) => detail.state))).toEqual(new Set(['RUNNABLE']));
});

test('every project is a resource, and every key is a service account’s', () => {
  expect(
    ofType('cloudresourcemanager.googleapis.com/Project')
      .map(({ account }) => account)
      .sort(),
  ).toEqual(company.accounts.map(({ id }) => id).sort());
  const accounts = new Set(ofType('iam.googleapis.com/ServiceAccount').map(({ id }) => id));
  for (const { id } of ofType('iam.googleapis.com/ServiceAccountKey')) {
    expect(accounts.has(id.slice(0, id.indexOf('/keys/')))).toBe(true);
  }
});

test('what is looked up by type and project is all that is there', () => {
  const [, production] = company.accounts;
  expect(company.of<GcpDetail>(diskType, production?.id ?? '')).toEqual(
    ofType(diskType).filter(({ account }) => account === production?.id),
  );
});
