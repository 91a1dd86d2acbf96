import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startSimulator } from '../start.ts';
import { gcpAsker } from '../test/gcp.ts';

let now = Date.parse('2026-10-05T12:00:00Z');
const simulator = await startSimulator({ resources: 300, clouds: ['gcp'], clock: () => new Date(now) });
const { gcp, faults } = simulator;
afterAll(() => simulator.close());
afterEach(() => {
  faults.clear();
  gcp.disabled.clear();
});

const search = `v1/organizations/${gcp.organization}:searchAllResources?pageSize=1`;
const project = gcp.billing.project;
const lists = { rpc: search, legacy: `compute/v1/projects/${project}/aggregated/instances` };

const errorOf = async (path: string, token?: string, headers?: Readonly<Record<string, string>>) => {
  const answer = await gcpAsker(simulator, token)(path, undefined, headers);
  return { status: answer.status, error: answer.body.error as Record<string, unknown> };
};

describe('who asks', () => {
  test.each([
    ['nobody', { authorization: '' }, 'CREDENTIALS_MISSING'],
    ['somebody with no token of Google’s', { authorization: 'Bearer guess' }, 'ACCESS_TOKEN_TYPE_UNSUPPORTED'],
  ])('%s is turned away', async (_, headers, reason) => {
    const { status, error } = await errorOf(search, undefined, headers);
    expect(status).toBe(401);
    expect(error).toMatchObject({ status: 'UNAUTHENTICATED', details: [{ reason, domain: 'googleapis.com' }] });
  });

  test('a token is good for an hour', async () => {
    const token = gcp.accessToken();
    expect((await gcpAsker(simulator, token)(search)).status).toBe(200);
    now += 3_600_000;
    const { status, error } = await errorOf(search, token);
    expect(status).toBe(401);
    expect(error).toMatchObject({ details: [{ reason: 'ACCESS_TOKEN_EXPIRED' }] });
  });

  test('a scope opens its own API', async () => {
    const token = gcp.accessToken(['https://www.googleapis.com/auth/compute.readonly']);
    expect((await gcpAsker(simulator, token)(lists.legacy)).status).toBe(200);
    const { status, error } = await errorOf(search, token);
    expect(status).toBe(403);
    expect(error).toMatchObject({ details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] });
  });
});

describe('faults', () => {
  const askNow = () => gcpAsker(simulator)(search);

  test('what is denied is told with its permission and where', async () => {
    faults.denyAllBut(['resourcemanager.*']);
    const { status, error } = await errorOf(search);
    expect(status).toBe(403);
    expect(error).toMatchObject({
      status: 'PERMISSION_DENIED',
      details: [
        {
          reason: 'IAM_PERMISSION_DENIED',
          domain: 'iam.googleapis.com',
          metadata: {
            permission: 'cloudasset.assets.searchAllResources',
            resource: `//cloudresourcemanager.googleapis.com/organizations/${gcp.organization}`,
          },
        },
      ],
    });
    expect((await gcpAsker(simulator)('v3/projects:search')).status).toBe(200);
  });

  test.each([
    ['throttle', 'rpc', 429, 'RESOURCE_EXHAUSTED'],
    ['throttle', 'legacy', 403, 'RESOURCE_EXHAUSTED'],
    ['error', 'rpc', 503, 'UNAVAILABLE'],
    ['expire', 'rpc', 401, 'UNAUTHENTICATED'],
    ['deny', 'legacy', 403, 'PERMISSION_DENIED'],
  ] as const)('%s of an API in the form %s is %i', async (kind, form, status, name) => {
    faults.add({ kind, cloud: 'gcp', times: 1 });
    const answer = await errorOf(lists[form]);
    expect(answer).toMatchObject({ status, error: { code: status, status: name } });
    expect((await gcpAsker(simulator)(lists[form])).status).toBe(200);
  });

  test('older APIs give a reason beside the details', async () => {
    faults.add({ kind: 'throttle', service: 'compute' });
    const { error } = await errorOf(lists.legacy);
    expect(error).toMatchObject({ errors: [{ reason: 'rateLimitExceeded', domain: 'usageLimits' }] });
    expect((await gcpAsker(simulator)(search)).status).toBe(200);
  });

  test('what is throttled is told when to come back', async () => {
    faults.add({ kind: 'throttle', operation: 'cloudasset.searchAllResources' });
    const answer = await gcpAsker(simulator)(search);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.body).toMatchObject({
      error: { details: [{ reason: 'RATE_LIMIT_EXCEEDED' }, { violations: [{}] }, { retryDelay: '1s' }] },
    });
  });

  test('a dropped, a hanging and a broken answer never come whole', async () => {
    faults.add({ kind: 'drop', times: 1 });
    await expect(askNow()).rejects.toThrow('fetch failed');
    for (const kind of ['reset', 'truncate', 'garble', 'html', 'blank'] as const) {
      faults.add({ kind, times: 1 });
      await expect(askNow(), kind).rejects.toThrow();
    }
    faults.clear();
    faults.add({ kind: 'hang', times: 1 });
    const hanging = fetch(`${gcp.url}/${search}`, { signal: AbortSignal.timeout(200) });
    await expect(hanging).rejects.toThrow('timeout');
    expect(simulator.calls().slice(-3)).toMatchObject([{ status: 200 }, { status: 200 }, { status: 0 }]);
  });

  test('some are lucky with a fault that comes at a rate', async () => {
    faults.add({ kind: 'error', rate: 0.5 });
    const statuses = new Set<number>();
    for (let time = 0; time < 20; time += 1) statuses.add((await askNow()).status);
    expect([...statuses].sort()).toEqual([200, 503]);
  });
});

test('an API that is switched off says where to switch it on', async () => {
  gcp.disabled.add('cloudasset.googleapis.com');
  const { status, error } = await errorOf(search);
  expect(status).toBe(403);
  expect(error).toMatchObject({
    status: 'PERMISSION_DENIED',
    message: expect.stringContaining('has not been used in project'),
    details: [{ reason: 'SERVICE_DISABLED', metadata: { service: 'cloudasset.googleapis.com' } }, {}, {}],
  });
  gcp.disabled.clear();
  gcp.disabled.add(`${project}/compute.googleapis.com`);
  expect((await errorOf(lists.legacy)).error).toMatchObject({ errors: [{ reason: 'accessNotConfigured' }] });
  const other = simulator.truth.clouds.gcp.accounts[1]?.id;
  expect((await gcpAsker(simulator)(`compute/v1/projects/${other}/aggregated/instances`)).status).toBe(200);
});

test('every call is counted with its operation and where it went', async () => {
  const before = simulator.calls().length;
  await gcpAsker(simulator)(lists.legacy);
  await fetch(`${gcp.url}/v9/nothing`);
  expect(simulator.calls().slice(before)).toMatchObject([
    { cloud: 'gcp', service: 'compute', operation: 'compute.instances.aggregatedList', account: project, status: 200 },
    { cloud: 'gcp', service: '', operation: '', status: 404 },
  ]);
});

test('nobody is refused for asking often, unless the quotas are on', async () => {
  const path = `v1/organizations/${gcp.organization}/locations/us-central1/recommenders/google.compute.address.IdleResourceRecommender/recommendations`;
  const strict = await startSimulator({ resources: 40, clouds: ['gcp'], quotas: true, clock: () => new Date(now) });
  const path2 = path.replace(gcp.organization, strict.gcp.organization);
  const statuses: number[] = [];
  for (let time = 0; time < 102; time += 1) statuses.push((await gcpAsker(strict)(path2)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  now += 60_000;
  // The minute is over, the day isn't.
  const refused = await gcpAsker(strict)(path2);
  expect(refused).toMatchObject({
    status: 429,
    body: { error: { details: [{ metadata: { quota_limit_value: '100' } }, {}, {}] } },
  });
  now += 86_400_000;
  expect((await gcpAsker(strict)(path2)).status).toBe(200);
  await strict.close();
  for (let time = 0; time < 102; time += 1) expect((await gcpAsker(simulator)(path)).status).toBe(200);
});

test('operations are listed with the permissions that guard them', () => {
  expect(gcp.operations).toContainEqual({
    ...{ cloud: 'gcp', service: 'cloudasset', protocol: 'rest', operation: 'cloudasset.searchAllResources' },
    action: 'cloudasset.assets.searchAllResources',
  });
});

test('an address that is no encoding names nothing that is there', async () => {
  const { status, error } = await errorOf('v3/projects/%zz');
  expect([status, error.status]).toEqual([403, 'PERMISSION_DENIED']);
});
