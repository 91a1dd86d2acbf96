import { afterEach, expect, test } from 'vitest';
import { accountClients, collectAll, countingSend, scopeOf, simulatedCompany } from '../../../../test/support/aws.ts';
import { regionOfLocation, s3Bucket } from './s3-bucket.ts';

const scope = scopeOf('123456789012');
const bucket = { Name: 'northwind-logs', CreationDate: new Date('2025-01-02T03:04:05Z') };
const raw = { bucket, region: 'eu-west-1', tags: {}, versioning: '', lifecycle: [] };

test('a bucket in our words', () =>
  expect(s3Bucket.normalize(raw, scope)).toEqual({
    id: 'arn:aws:s3:::northwind-logs',
    name: 'northwind-logs',
    region: 'eu-west-1',
    state: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: {},
    attributes: { versioning: 'off', lifecycleRules: [] },
  }));

test('what could not be read is unknown', () => {
  const facts = s3Bucket.normalize(
    { bucket, region: undefined, tags: undefined, versioning: undefined, lifecycle: undefined },
    scope,
  );
  expect(facts).toMatchObject({ region: undefined, tags: undefined });
  expect(facts.attributes).toEqual({ versioning: undefined, lifecycleRules: undefined });
});

test.each([
  ['Enabled', 'enabled'],
  ['Suspended', 'suspended'],
])('versioning %s is %s', (versioning, ours) =>
  expect(s3Bucket.normalize({ ...raw, versioning }, scope).attributes.versioning).toBe(ours),
);

test('only the rules that are on count', () => {
  const lifecycle = [
    { ID: 'expire', Status: 'Enabled' as const },
    { ID: 'old', Status: 'Disabled' as const },
  ];
  expect(s3Bucket.normalize({ ...raw, lifecycle }, scope).attributes.lifecycleRules).toEqual(['expire']);
});

test('a bucket in China is in its own partition', () =>
  expect(s3Bucket.normalize({ ...raw, region: 'cn-north-1' }, scope).id).toBe('arn:aws-cn:s3:::northwind-logs'));

test.each([
  [undefined, 'us-east-1'],
  ['', 'us-east-1'],
  ['EU', 'eu-west-1'],
  ['eu-north-1', 'eu-north-1'],
])('the location %j is %s', (location, region) => expect(regionOfLocation(location)).toBe(region));

const company = simulatedCompany({ resources: 600 });
afterEach(() => company.simulator.faults.clear());

test('a bucket is asked in its own region, by three calls', async () => {
  const { account, region } = aBucketAbroad();
  const { send, calls } = countingSend();
  const clients = await accountClients(company.simulator, account, { send });
  const { resources } = await collectAll(s3Bucket, clients, scopeOf(account));
  expect(calls).toHaveLength(1 + 3 * resources.length);
  expect(new Set(calls.map((call) => call.region))).toContain(region);
  expect(
    company.simulator.calls().filter(({ service, status }) => service === 's3' && status >= 300 && status !== 404),
  ).toEqual([]);
});

test('one region that denies leaves the buckets of the others whole', async () => {
  const { account, region } = aBucketAbroad();
  company.simulator.faults.add({ kind: 'deny', service: 's3', operation: 'GetBucketTagging', region });
  const clients = await accountClients(company.simulator, account);
  const { resources, gaps } = await collectAll(s3Bucket, clients, scopeOf(account));
  const action = 's3:GetBucketTagging';
  expect(gaps).toEqual([{ reason: 'denied', detail: `${action} was denied (AccessDenied)`, action }]);
  for (const resource of resources) expect(resource.tags === undefined).toBe(resource.region === region);
});

function aBucketAbroad() {
  const buckets = company.simulator.truth.clouds.aws.types['s3:bucket']?.resources ?? [];
  const abroad = buckets.find(({ region }) => region !== 'us-east-1');
  if (!abroad) throw new Error('all buckets are at home');
  return abroad;
}
