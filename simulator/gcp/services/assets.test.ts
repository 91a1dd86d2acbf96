import { afterAll, describe, expect, test } from 'vitest';
import { startSimulator } from '../../start.ts';
import { gcpAsker, gcpPages } from '../../test/gcp.ts';

const simulator = await startSimulator({ resources: 1300, clouds: ['gcp'] });
const { gcp, truth } = simulator;
afterAll(() => simulator.close());

const ask = gcpAsker(simulator);
const organization = `organizations/${gcp.organization}`;
const everything = simulator.estate.resources;
const [, production] = truth.clouds.gcp.accounts;

interface Result {
  readonly name: string;
  readonly assetType: string;
  readonly location: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly createTime: string;
  readonly project: string;
  readonly state?: string;
  readonly folders: readonly string[];
}

const found = (path: string) => gcpPages<Result>(ask, path, 'results');
const searched = async (query: string, scope = organization) =>
  (await found(`v1/${scope}:searchAllResources?pageSize=500&${query}`)).flat();

describe('a search', () => {
  test('goes over pages of 500 at most, and ends with one without a token', async () => {
    const pages = await found(`v1/${organization}:searchAllResources?pageSize=5000`);
    expect(pages.map((page) => page.length)).toEqual([500, 500, 300]);
    expect(new Set(pages.flat().map(({ name }) => name)).size).toBe(1300);
  });

  test('tells labels, and nothing where there are none', async () => {
    const results = new Map((await searched('')).map((result) => [result.name, result]));
    for (const { id, tags } of everything) {
      expect(results.get(id)?.labels).toEqual(Object.keys(tags).length > 0 ? tags : undefined);
    }
  });

  test('is of a project by its id or its number, or of a folder', async () => {
    const byId = await searched('', `projects/${production?.id}`);
    expect(byId).toHaveLength(everything.filter(({ account }) => account === production?.id).length);
    expect(await searched('', byId[0]?.project)).toEqual(byId);
    expect(await searched('', byId[0]?.folders[0])).toEqual(byId);
  });

  test.each([
    ['state:RUNNING', ({ state }: Result) => state === 'RUNNING'],
    ['NOT state:RUNNING', ({ state }: Result) => state !== 'RUNNING'],
    ['labels.team:*', ({ labels }: Result) => labels?.team !== undefined],
    ['labels.environment:production', ({ labels }: Result) => labels?.environment === 'production'],
    ['location:us-central1*', ({ location }: Result) => location.startsWith('us-central1')],
    [
      'location:(global OR us)',
      ({ location }: Result) => ['us', 'global'].includes(location) || /(^|-)us(-|$)/.test(location),
    ],
    ['createTime>2025-06-01', ({ createTime }: Result) => createTime > '2025-06-01T00:00:00Z'],
    ['createTime<=1748736000', ({ createTime }: Result) => createTime <= '2025-06-01T00:00:00Z'],
    ['state:RUNNING labels.team=data', ({ state, labels }: Result) => state === 'RUNNING' && labels?.team === 'data'],
  ])('for %s finds those and no others', async (query, fits) => {
    const all = await searched('');
    const results = await searched(`query=${encodeURIComponent(query)}`);
    expect(results.length).toBeGreaterThan(0);
    expect(results).toEqual(all.filter(fits));
  });

  test('takes types by their names and as expressions', async () => {
    const types = new Set(
      (await searched('assetTypes=compute.*Instance&assetTypes=storage.googleapis.com/Bucket')).map(
        ({ assetType }) => assetType,
      ),
    );
    expect([...types].sort()).toEqual(['compute.googleapis.com/Instance', 'storage.googleapis.com/Bucket']);
    expect(await searched('assetTypes=tpu.googleapis.com/Node')).toEqual([]);
  });

  test('is ordered by what can be', async () => {
    const results = await searched('orderBy=location%20DESC,name');
    const keys = results.map(({ location, name }) => [location, name] as const);
    expect(keys).toEqual([...keys].sort((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? 1 : -1)));
  });

  test('tells whole resources only when asked for them', async () => {
    const path = `v1/${organization}:searchAllResources?assetTypes=compute.googleapis.com/Instance&pageSize=1`;
    expect((await ask(path)).body.results).toEqual([
      expect.not.objectContaining({ versionedResources: expect.anything() }),
    ]);
    expect((await ask(`${path}&readMask=name,versioned_resources`)).body.results).toEqual([
      {
        name: expect.any(String),
        versionedResources: [{ version: 'v1', resource: expect.objectContaining({ kind: 'compute#instance' }) }],
      },
    ]);
  });

  test.each([
    ['a page token that it never gave', 'pageToken=guess'],
    ['a field that it doesn’t know', 'query=policy:amy'],
    ['a comparison of words', 'query=location%3Eus'],
    ['an order by labels', 'orderBy=labels'],
    ['an expression that fits no type', 'assetTypes=nothing.*'],
  ])('with %s is refused', async (_, query) => {
    expect(await ask(`v1/${organization}:searchAllResources?${query}`)).toMatchObject({
      ...{ status: 400, body: { error: { status: 'INVALID_ARGUMENT' } } },
    });
  });

  test('of what isn’t there looks denied', async () => {
    for (const scope of ['organizations/1', 'folders/1', 'projects/nobody-has-this']) {
      expect((await ask(`v1/${scope}:searchAllResources`)).status).toBe(403);
    }
  });

  test('refuses a page of another search', async () => {
    const { body } = await ask(`v1/${organization}:searchAllResources?pageSize=1`);
    const elsewhere = `v1/${organization}:searchAllResources?pageSize=1&query=state:RUNNING&pageToken=${body.nextPageToken}`;
    expect((await ask(elsewhere)).status).toBe(400);
  });
});

interface Asset {
  readonly name: string;
  readonly ancestors: readonly string[];
  readonly resource?: { readonly data: object; readonly location: string };
}

describe('a listing', () => {
  test('has a hundred on a page unless more are asked for, a thousand at most', async () => {
    const sizes = async (query: string) =>
      (await gcpPages<Asset>(ask, `v1/${organization}/assets?${query}`, 'assets')).map((page) => page.length);
    expect((await sizes('')).slice(0, 2)).toEqual([100, 100]);
    expect(await sizes('pageSize=4000')).toEqual([1000, 300]);
  });

  test('tells data only when asked for them', async () => {
    const path = `v1/projects/${production?.id}/assets?pageSize=1&contentType=`;
    const [bare, whole] = [await ask(`${path}CONTENT_TYPE_UNSPECIFIED`), await ask(`${path}RESOURCE`)];
    expect(bare.body.assets).toEqual([expect.not.objectContaining({ resource: expect.anything() })]);
    expect(whole.body.assets).toEqual([
      expect.objectContaining({ resource: expect.objectContaining({ version: expect.any(String) }) }),
    ]);
    expect((await ask(`${path}IAM_POLICY`)).status).toBe(400);
  });
});

test('a history tells what an asset is, of a hundred at most', async () => {
  const names = everything.slice(0, 3).map(({ id }) => `assetNames=${encodeURIComponent(id)}`);
  const path = `v1/${organization}:batchGetAssetsHistory?contentType=RESOURCE&readTimeWindow.startTime=2026-01-01T00:00:00Z&`;
  const { body } = await ask(path + names.join('&'));
  expect(body.assets).toHaveLength(3);
  expect((await ask(path + Array.from({ length: 101 }, () => 'assetNames=x').join('&'))).status).toBe(400);
  expect((await ask(`v1/${organization}:batchGetAssetsHistory?${names[0]}`)).status).toBe(400);
});
