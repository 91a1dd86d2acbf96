import { describe, expect, test } from 'vitest';
import { countingSend } from '../../../test/support/aws.ts';
import {
  type Asked,
  errorInfo,
  googleClients,
  googleServer,
  type PlantedAsset,
  refusal,
  searchAnswer,
} from '../../../test/support/google.ts';
import type { WideRequest, WideRows } from '../cloud.ts';
import type { NotedGap } from '../collector.ts';
import { assetListing } from './listing.ts';
import type { Project } from './projects.ts';
import { gcpCollectors } from './resources/index.ts';

const google = googleServer();
const DISK = 'compute.googleapis.com/Disk';
const TOPIC = 'pubsub.googleapis.com/Topic';
const INSTANCE = 'compute.googleapis.com/Instance';
const PROJECT = 'cloudresourcemanager.googleapis.com/Project';
const SPANNER = 'spanner.googleapis.com/Instance';

const project = (id: string, number: string): Project => ({ id, number, name: id, labels: { owner: `of-${id}` } });
const PROJECTS = [project('atlas', '101'), project('borealis', '102')];

const asset = (number: string, assetType: string, name: string, more: Partial<PlantedAsset> = {}): PlantedAsset => ({
  name: `//example/${number}/${name}`,
  ...{ assetType, project: `projects/${number}`, location: 'europe-west1-b' },
  ...more,
});

/** That the search is one of all projects. */
const PROOF = asset('101', PROJECT, 'atlas');

const ESTATE: readonly PlantedAsset[] = [
  PROOF,
  asset('101', DISK, 'a', { data: { status: 'READY', sizeGb: '10' } }),
  asset('101', DISK, 'b', { data: { status: 'READY', sizeGb: '20' } }),
  asset('101', TOPIC, 't', { labels: { team: 'x' } }),
  asset('102', DISK, 'c', { data: { status: 'READY', sizeGb: '30' } }),
  asset('102', SPANNER, 's'),
  asset('102', 'logging.googleapis.com/LogBucket', 'l'),
  asset('102', 'vmmigration.googleapis.com/Source', 'v', { labels: { team: 'y' } }),
  asset('102', 'serviceusage.googleapis.com/Service', 'compute.googleapis.com'),
  asset('102', 'apps.k8s.io/Deployment', 'd', { labels: { app: 'web' } }),
  // Of a project that is not connected.
  asset('103', DISK, 'z', { data: { status: 'READY' } }),
];

const all = (types: readonly string[], projects = PROJECTS) =>
  projects.flatMap(({ id }) => types.map((type) => ({ account: id, type })));

async function list(
  request: Partial<WideRequest>,
  parts: { regions?: string[]; zones?: string[]; projects?: Project[] } = {},
) {
  const { send, calls } = countingSend();
  const gaps: { unit: string; gap: NotedGap }[] = [];
  const listing = assetListing({
    ...{ scope: 'organizations/1', clients: googleClients(google, send), collectors: gcpCollectors },
    ...{ projects: PROJECTS, regions: undefined, zones: undefined, ...parts },
  });
  const batches: WideRows[] = [];
  const lost: string[] = [];
  const own: WideRequest = {
    ...{ organisation: 'northwind', units: [], others: [] },
    note: ({ account, type }, gap) => gaps.push({ unit: `${account} ${type}`, gap }),
    lose: (account, { facts }) => lost.push(`${account} ${facts.code}`),
  };
  for await (const rows of listing.rows({ ...own, ...request })) batches.push(rows);
  return { batches, calls, gaps, lost };
}

const unitsOf = (batches: readonly WideRows[]) =>
  batches.map(({ account, type, rows }) => `${account} ${type} ${rows.map(({ name }) => name).join(',')}`);

/** Small pages, and only what lies below the scope that the path names. */
const answer = (size: number) =>
  google.answer((asked: Asked) => {
    const [, scope] = /^v1\/projects\/(\w+):/.exec(asked.path) ?? [];
    const number = PROJECTS.find(({ id }) => id === scope)?.number;
    const below = ESTATE.filter((one) => number === undefined || one.project === `projects/${number}`);
    return searchAnswer(below, asked, size);
  });

test('one search over the organisation tells of all projects, unit after unit', async () => {
  answer(1);
  const { batches, calls } = await list({ units: all([DISK, TOPIC]) });
  expect(unitsOf(batches)).toEqual([`atlas ${DISK} a`, `atlas ${DISK} b`, `borealis ${DISK} c`, `atlas ${TOPIC} t`]);
  expect(batches[0]).toMatchObject({ kind: 'volume', taggable: true });
  expect(new Set(google.asked.map(({ path }) => path))).toEqual(new Set(['v1/organizations/1:searchAllResources']));
  // Four disks, one of them of nobody that we know, one topic, and in each search the project.
  expect(calls).toHaveLength(7);
  expect(google.asked[0]?.query.get('orderBy')).toBe('project,assetType,name');
});

test('only what is read in detail is asked for in detail', async () => {
  answer(500);
  await list({ units: all([DISK, TOPIC]) });
  expect(
    google.asked.map(({ query }) => [
      query.get('readMask')?.includes('versionedResources'),
      query.getAll('assetTypes'),
    ]),
  ).toEqual([
    [true, [DISK, PROJECT]],
    [false, [TOPIC, PROJECT]],
  ]);
});

test('what has no collector is told where others are wanted, and what is no resource is not', async () => {
  answer(500);
  const { batches } = await list({ units: all([DISK]), others: ['atlas', 'borealis'] });
  expect(unitsOf(batches)).toEqual([
    `atlas ${DISK} a,b`,
    `borealis ${DISK} c`,
    `atlas ${PROJECT} atlas`,
    'borealis logging.googleapis.com/LogBucket l',
    `borealis ${SPANNER} s`,
    'borealis vmmigration.googleapis.com/Source v',
  ]);
  expect(
    batches.slice(3).map(({ kind, taggable, rows }) => [kind, taggable, rows[0]?.taggable, rows[0]?.tags]),
  ).toEqual([
    // Has no labels and can have none.
    ['other', false, undefined, {}],
    // Has none and could.
    ['other', true, undefined, {}],
    // Has some, so that it can.
    ['other', false, true, { team: 'y' }],
  ]);
  expect(google.asked.at(-1)?.query.getAll('assetTypes')).toEqual([]);
});

test('what comes with a type that names none is left out, with one gap of its project', async () => {
  const odd = ['example.com/\ud800', 'example.com/a\0', 'example.com/a b', 'Disk'];
  google.answer((asked) =>
    searchAnswer(
      [
        PROOF,
        ...odd.map((type, at) => asset('101', type, `odd-${at}`)),
        asset('102', 'example.com/A', 'a'),
        asset('102', 'example.com/a b', 'far', { location: 'us-central1' }),
      ],
      asked,
    ),
  );
  const { batches, gaps } = await list({ others: ['atlas', 'borealis'] }, { regions: ['europe-west1'] });
  expect(unitsOf(batches)).toEqual([`atlas ${PROJECT} atlas`, 'borealis example.com/A a', 'atlas other ']);
  const detail = 'cloudasset.assets.searchAllResources told of a type that names none: 4 resources left out';
  expect(gaps).toEqual([{ unit: 'atlas other', gap: { reason: 'failed', detail } }]);
});

describe('other: Google Cloud, everything else', () => {
  const others = () => list({ others: ['atlas', 'borealis'] });

  test('lists more than a page', async () => {
    answer(2);
    const { batches } = await others();
    expect(batches.flatMap(({ type, rows }) => rows.map(({ name }) => `${type} ${name}`))).toEqual([
      `${PROJECT} atlas`,
      'logging.googleapis.com/LogBucket l',
      `${SPANNER} s`,
      'vmmigration.googleapis.com/Source v',
    ]);
    expect(google.asked).toHaveLength(Math.ceil(ESTATE.length / 2));
  });

  test.each([
    ['deny', refusal(403, 'PERMISSION_DENIED', [errorInfo('IAM_PERMISSION_DENIED')]), 'denied'],
    ['throttle', refusal(429, 'RESOURCE_EXHAUSTED', [errorInfo('RATE_LIMIT_EXCEEDED')]), 'throttled'],
  ] as const)('to %s it is an error', async (_, refused, reason) => {
    google.answer(() => refused);
    const action = 'cloudasset.assets.searchAllResources';
    await expect(others()).rejects.toMatchObject({ facts: { reason, action } });
  });

  test('what was never tagged is found, with no tags', async () => {
    answer(500);
    const { batches } = await others();
    expect(batches.find(({ type }) => type === SPANNER)?.rows.map(({ tags }) => tags)).toEqual([{}]);
  });
});

test('a project that the search of an organisation doesn’t tell of is lost, and the others are not', async () => {
  google.answer((asked) => searchAnswer([PROOF, asset('101', DISK, 'a')], asked));
  const { batches, lost } = await list({ units: all([DISK]) });
  expect([unitsOf(batches), lost]).toEqual([[`atlas ${DISK} a`], ['borealis ProjectDeleted']]);
});

test('of few that are searched one by one, one that refuses doesn’t end the others', async () => {
  google.answer((asked) =>
    asked.path.includes('projects/atlas:')
      ? refusal(403, 'PERMISSION_DENIED', [errorInfo('CONSUMER_INVALID')])
      : searchAnswer([asset('102', DISK, 'c')], asked),
  );
  const more = { id: 'cygnus', number: '104', name: undefined, labels: {} };
  const { batches, lost } = await list({ units: all([DISK]) }, { projects: [...PROJECTS, more] });
  expect([unitsOf(batches), lost]).toEqual([[`borealis ${DISK} c`], ['atlas CONSUMER_INVALID']]);
});

test('what was not asked for is not told', async () => {
  answer(500);
  const { batches } = await list({ units: [{ account: 'borealis', type: DISK }], others: ['borealis'] });
  expect(new Set(batches.map(({ account }) => account))).toEqual(new Set(['borealis']));
  expect(batches.filter(({ type }) => type === TOPIC)).toEqual([]);
  // One of few is searched by itself.
  expect(google.asked[0]?.path).toBe('v1/projects/borealis:searchAllResources');
});

test('the labels of the project go with each resource', async () => {
  answer(500);
  const { batches } = await list({ units: all([DISK]) });
  expect(batches.map(({ rows }) => rows[0]?.attributes.accountTags)).toEqual([
    { owner: 'of-atlas' },
    { owner: 'of-borealis' },
  ]);
});

test('regions that are not configured are left out, what is everywhere is not', async () => {
  const places = ['europe-west1-b', 'us-central1', 'global', 'EU', 'nam4'];
  google.answer((asked) =>
    searchAnswer([PROOF, ...places.map((location) => asset('101', TOPIC, location, { location }))], asked),
  );
  const { batches } = await list({ units: all([TOPIC]) }, { regions: ['europe-west1'] });
  expect(batches.flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual([
    'EU',
    'europe-west1-b',
    'global',
    'nam4',
  ]);
});

test('of what lies in a zone only that of the configured ones is told, and what lies in none is', async () => {
  const places = ['europe-west1-b', 'europe-west1-c', 'us-central1-ai1a', 'europe-west1', 'global'];
  google.answer((asked) =>
    searchAnswer([PROOF, ...places.map((location) => asset('101', TOPIC, location, { location }))], asked),
  );
  const { batches } = await list({ units: all([TOPIC]) }, { zones: ['europe-west1-b'] });
  expect(batches.flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual([
    'europe-west1',
    'europe-west1-b',
    'global',
  ]);
});

describe('what only another API tells', () => {
  const machines = (machineType: string) => [
    PROOF,
    ...[1, 2, 3].map((one) =>
      asset('101', INSTANCE, `vm-${one}`, { data: { machineType, zone: 'zones/europe-west1-b', status: 'RUNNING' } }),
    ),
  ];

  test('is asked once', async () => {
    google.answer((asked) =>
      asked.path.startsWith('compute/')
        ? { guestCpus: 4, memoryMb: 16_384 }
        : searchAnswer(machines('n2-standard-4'), asked),
    );
    const { batches, calls } = await list({ units: all([INSTANCE]) });
    expect(batches[0]?.rows.map(({ attributes }) => attributes)).toMatchObject(
      Array(3).fill({ vcpus: 4, memoryGib: 16 }),
    );
    expect(calls.map(({ action }) => action)).toEqual([
      'cloudasset.assets.searchAllResources',
      'compute.machineTypes.get',
    ]);
    expect(google.asked[1]?.path).toBe('compute/v1/projects/atlas/zones/europe-west1-b/machineTypes/n2-standard-4');
  });

  test('is not asked where the name says it', async () => {
    google.answer((asked) => searchAnswer(machines('n2-custom-8-16384'), asked));
    const { batches, calls } = await list({ units: all([INSTANCE]) });
    expect(batches[0]?.rows[0]?.attributes).toMatchObject({ vcpus: 8, memoryGib: 16 });
    expect(calls).toHaveLength(1);
  });

  test('leaves the resources where it is refused, and one gap of their unit', async () => {
    google.answer((asked) =>
      asked.path.startsWith('compute/')
        ? refusal(403, 'PERMISSION_DENIED')
        : searchAnswer(machines('n2-standard-4'), asked),
    );
    const { batches, gaps } = await list({ units: all([INSTANCE]) });
    expect(batches[0]?.rows).toHaveLength(3);
    expect(gaps).toEqual([
      {
        unit: `atlas ${INSTANCE}`,
        gap: {
          reason: 'denied',
          detail: 'compute.machineTypes.get was denied (PERMISSION_DENIED)',
          action: 'compute.machineTypes.get',
        },
      },
    ]);
  });
});

test.each([
  ['no list', { results: 'none' }, 'NoList'],
  ['a row without a name', { results: [{ assetType: DISK }] }, 'NoName'],
  ['nothing, not even of the projects', {}, 'NoProjects'],
])('%s is an error and not an empty estate', async (_, body, code) => {
  google.answer(() => ({ body }));
  const failure = { facts: { reason: 'failed', code, retryable: false } };
  await expect(list({ units: all([DISK]) })).rejects.toMatchObject(failure);
  await expect(list({ others: ['atlas', 'borealis'] })).rejects.toMatchObject(failure);
});

test('an organisation without a disk has none', async () => {
  google.answer((asked) => searchAnswer([PROOF], asked));
  expect((await list({ units: all([DISK]) })).batches).toEqual([]);
});

test('a project that is searched by itself can be empty', async () => {
  google.answer(() => ({ body: {} }));
  expect((await list({ units: [{ account: 'atlas', type: DISK }] })).batches).toEqual([]);
});
