import { afterAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../estate/gcp/resource.ts';
import { startSimulator } from '../../start.ts';
import { gcpAsker, gcpPages } from '../../test/gcp.ts';

const simulator = await startSimulator({ resources: 1500, clouds: ['gcp'] });
const { gcp, truth } = simulator;
afterAll(() => simulator.close());

const ask = gcpAsker(simulator);
const { accounts, types } = truth.clouds.gcp;
const project = accounts[1]?.id ?? '';
const own = (type: string) => (types[type]?.resources ?? []).filter(({ account }) => account === project);

describe('Resource Manager', () => {
  interface Project {
    readonly projectId: string;
    readonly state: string;
    readonly parent: string;
    readonly labels?: Readonly<Record<string, string>>;
  }
  const projects = async (path: string) => (await gcpPages<Project>(ask, path, 'projects')).flat();

  test('finds all projects, one of them being deleted', async () => {
    const found = await projects('v3/projects:search?pageSize=2');
    expect(found.filter(({ state }) => state === 'ACTIVE').map(({ projectId }) => projectId)).toEqual(
      accounts.map(({ id }) => id),
    );
    expect(found.filter(({ state }) => state === 'DELETE_REQUESTED')).toHaveLength(1);
    for (const { projectId, labels = {} } of found) {
      const planted = types['cloudresourcemanager.googleapis.com/Project']?.resources.find(
        ({ account }) => account === projectId,
      );
      expect(labels).toEqual(planted?.tags ?? {});
    }
  });

  test('finds them by their state and their folder', async () => {
    const active = await projects('v3/projects:search?query=state:ACTIVE');
    expect(active).toHaveLength(accounts.length);
    const [first] = active;
    const inFolder = await projects(`v3/projects:search?query=parent:${first?.parent} state:ACTIVE`);
    expect(inFolder).toEqual(active.filter(({ parent }) => parent === first?.parent));
    expect(await projects(`v3/projects?parent=${first?.parent}`)).toEqual(inFolder);
  });

  test.each([
    ['v3/projects', 400],
    ['v3/projects?parent=projects/1', 400],
    ['v3/projects:search?query=colour:red', 400],
    ['v3/projects/nobody-has-this', 403],
  ])('%s is refused with %i', async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });
});

describe('Compute Engine', () => {
  interface Scoped {
    readonly instances?: readonly JsonObject[];
    readonly disks?: readonly JsonObject[];
    readonly warning?: { readonly code: string };
  }

  async function scopes(path: string): Promise<readonly (readonly [string, Scoped])[]> {
    const found: (readonly [string, Scoped])[] = [];
    let token = '';
    do {
      const { body } = await ask(`compute/v1/projects/${project}/aggregated/${path}&pageToken=${token}`);
      found.push(...Object.entries(body.items as unknown as Readonly<Record<string, Scoped>>));
      token = String(body.nextPageToken ?? '');
    } while (token !== '');
    return found;
  }

  test('lists the machines of all zones, page by page, and says where there are none', async () => {
    const found = await scopes('instances?maxResults=7');
    const links = found.flatMap(([, { instances = [] }]) => instances.map(({ selfLink }) => selfLink));
    expect(
      links
        .map((link) => String(link).replace('https://www.googleapis.com/compute/v1', '//compute.googleapis.com'))
        .sort(),
    ).toEqual(
      own('compute.googleapis.com/Instance')
        .map(({ id }) => id)
        .sort(),
    );
    expect(found.some(([, { warning }]) => warning?.code === 'NO_RESULTS_ON_PAGE')).toBe(true);
  });

  test('lists regional disks under their regions', async () => {
    const found = await scopes('disks?maxResults=500');
    const regional = found.filter(([place]) => place.startsWith('regions/')).flatMap(([, { disks = [] }]) => disks);
    expect(regional).toHaveLength(own('compute.googleapis.com/RegionDisk').length);
  });

  test('filters by fields and labels', async () => {
    const stopped = await scopes(`instances?filter=${encodeURIComponent('status = "TERMINATED"')}`);
    const statuses = stopped.flatMap(([, { instances = [] }]) => instances.map(({ status }) => status));
    expect(new Set(statuses)).toEqual(new Set(['TERMINATED']));
  });

  test.each([
    ['a thousand on a page', `compute/v1/projects/${project}/aggregated/instances?maxResults=1000`, 400],
    ['a filter that is none', `compute/v1/projects/${project}/aggregated/instances?filter=~`, 400],
    ['a project that isn’t there', 'compute/v1/projects/nobody-has-this/aggregated/instances', 404],
    ['a machine type that isn’t there', `compute/v1/projects/${project}/zones/us-east1-b/machineTypes/n9-mega-1`, 404],
  ])('%s is refused', async (_, path, status) => {
    expect((await ask(path)).status).toBe(status);
  });
});

describe('Cloud Storage', () => {
  test('lists buckets with their labels, places and lifecycles', async () => {
    const pages = await gcpPages<JsonObject>(ask, `storage/v1/b?project=${project}&maxResults=5`, 'items');
    const buckets = new Map(pages.flat().map((bucket) => [bucket.name, bucket]));
    const planted = own('storage.googleapis.com/Bucket');
    expect(buckets.size).toBe(planted.length);
    for (const { name, tags, region } of planted) {
      const { labels = {}, location } = buckets.get(name) ?? {};
      expect([labels, String(location).toLowerCase()]).toEqual([tags, region]);
    }
    expect(new Set([...buckets.values()].map(({ lifecycle }) => lifecycle !== undefined)).size).toBe(2);
  });

  test('wants a project, and knows which buckets there are', async () => {
    expect(await ask('storage/v1/b')).toMatchObject({
      status: 400,
      body: { error: { errors: [{ reason: 'required' }] } },
    });
    expect((await ask('storage/v1/b/nobody-has-this')).status).toBe(404);
    expect((await ask('storage/v1/b?project=nobody-has-this')).status).toBe(403);
  });
});

describe('IAM', () => {
  interface Account {
    readonly name: string;
    readonly email: string;
  }
  const serviceAccounts = async () =>
    (await gcpPages<Account>(ask, `v1/projects/${project}/serviceAccounts?pageSize=4`, 'accounts')).flat();

  test('lists service accounts page by page', async () => {
    expect((await serviceAccounts()).map(({ email }) => email).sort()).toEqual(
      own('iam.googleapis.com/ServiceAccount')
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('lists keys of people’s making, and others when asked for all', async () => {
    const found: { people: number; all: number } = { people: 0, all: 0 };
    for (const { name } of await serviceAccounts()) {
      found.people += ((await ask(`v1/${name}/keys?keyTypes=USER_MANAGED`)).body.keys as readonly object[]).length;
      found.all += ((await ask(`v1/${name}/keys`)).body.keys as readonly object[]).length;
    }
    expect(found.people).toBe(own('iam.googleapis.com/ServiceAccountKey').length);
    expect(found.all).toBe(found.people + own('iam.googleapis.com/ServiceAccount').length);
  });

  test('knows which accounts and kinds of keys there are', async () => {
    const [first] = await serviceAccounts();
    expect((await ask(`v1/projects/${project}/serviceAccounts/nobody@x.y/keys`)).status).toBe(404);
    expect((await ask(`v1/${first?.name}/keys?keyTypes=LOST`)).status).toBe(400);
  });
});

describe('Recommender', () => {
  const base = (parent: string, location: string, name = 'google.compute.disk.IdleResourceRecommender') =>
    `v1/${parent}/locations/${location}/recommenders/${name}/recommendations`;
  const organization = `organizations/${gcp.organization}`;

  test('advises on what hangs on nothing, with negative costs over a duration', async () => {
    const zones = new Set(
      (types['compute.googleapis.com/Disk']?.resources ?? []).map(({ id }) => /zones\/([^/]+)/.exec(id)?.[1] ?? ''),
    );
    const found: JsonObject[] = [];
    for (const zone of zones)
      found.push(
        ...(await gcpPages<JsonObject>(ask, `${base(organization, zone)}?pageSize=2`, 'recommendations')).flat(),
      );
    expect(found.length).toBeGreaterThan(5);
    for (const { primaryImpact, name } of found) {
      const { cost, duration } = (
        primaryImpact as unknown as { costProjection: { cost: { units?: string; nanos?: number }; duration: string } }
      ).costProjection;
      expect(Number(cost.units ?? 0) + (cost.nanos ?? 0) / 1e9).toBeLessThan(0);
      expect(Number(cost.units ?? 0) <= 0 && (cost.nanos ?? 0) <= 0).toBe(true);
      expect(duration).toBe('2592000s');
      expect(name).toMatch(/^projects\/\d+\/locations\/.+\/recommendations\/[0-9a-f-]{36}$/);
    }
  });

  test('says the same of a billing account, and a part of it of a project', async () => {
    const ofAll = (await ask(base(organization, 'us-central1-a'))).body.recommendations as readonly JsonObject[];
    expect((await ask(base(`billingAccounts/${gcp.billingAccount}`, 'us-central1-a'))).body.recommendations).toEqual(
      ofAll,
    );
    const ofProject = (await ask(base(`projects/${project}`, 'us-central1-a'))).body
      .recommendations as readonly JsonObject[];
    expect(ofAll).toEqual(expect.arrayContaining([...ofProject]));
  });

  test.each([
    ['a recommender that isn’t one', base(organization, 'us-central1-a', 'saver'), 400],
    ['every place at once', base(organization, '-'), 400],
    ['a filter that it doesn’t know', `${base(organization, 'us-central1-a')}?filter=priority=P1`, 400],
    ['another billing account', base('billingAccounts/000000-000000-000000', 'us-central1-a'), 403],
  ])('%s is refused', async (_, path, status) => {
    expect((await ask(path)).status).toBe(status);
  });

  test('says nothing where there is nothing to say', async () => {
    const path = base(organization, 'us-central1', 'google.run.service.CostRecommender');
    expect(await ask(path)).toMatchObject({ status: 200, body: { recommendations: [] } });
  });
});
