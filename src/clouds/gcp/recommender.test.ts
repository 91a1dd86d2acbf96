import { expect, test } from 'vitest';
import { type Asked, googleClients, googleServer, pageOf, refusal } from '../../../test/support/google.ts';
import type { Recommendation } from '../../model/recommendation.ts';
import { recommender } from './recommender.ts';

const google = googleServer();
const INSTANCE = 'compute.googleapis.com/Instance';
const PROJECTS = [{ id: 'atlas', number: '12' }];

const vm = (name: string, zone: string) => ({
  id: `//compute.googleapis.com/projects/atlas/zones/${zone}/instances/${name}`,
  ...{ account: 'atlas', region: zone.slice(0, -2), type: INSTANCE },
});

const advice = (changes: object = {}, name = 'projects/12/locations/x/recommenders/y/recommendations/1') => ({
  name,
  description: 'Stop it',
  recommenderSubtype: 'STOP_VM',
  lastRefreshTime: '2026-11-19T10:00:00Z',
  primaryImpact: {
    category: 'COST',
    costProjection: { cost: { currencyCode: 'USD', units: '-7', nanos: -200000000 }, duration: '2592000s' },
  },
  targetResources: [vm('web', 'europe-west1-b').id],
  priority: 'P2',
  ...changes,
});

async function listed(resources: readonly ReturnType<typeof vm>[]): Promise<Recommendation[]> {
  const found: Recommendation[] = [];
  const source = recommender(googleClients(google), 'organizations/9', PROJECTS);
  const parts = await source.parts(async function* (types) {
    for (const one of resources) if (types.includes(one.type)) yield one;
  });
  for (const part of parts) for await (const page of part.list()) found.push(...page);
  return found;
}

const asksIdle = ({ path }: Asked) => path.includes('google.compute.instance.IdleResourceRecommender');

test('each kind of advice is asked where there is something to advise on, the most resources first', async () => {
  google.answer(() => ({}));
  await listed([vm('a', 'us-east1-b'), vm('b', 'europe-west1-b'), vm('c', 'europe-west1-b')]);
  expect(google.asked.map(({ path }) => path)).toEqual(
    [
      ['europe-west1-b', 'IdleResourceRecommender'],
      ['europe-west1-b', 'MachineTypeRecommender'],
      ['us-east1-b', 'IdleResourceRecommender'],
      ['us-east1-b', 'MachineTypeRecommender'],
    ].map(
      ([zone, name]) =>
        `v1/organizations/9/locations/${zone}/recommenders/google.compute.instance.${name}/recommendations`,
    ),
  );
});

test('a recommendation in our words, its saving for a month of 730 hours', async () => {
  google.answer((asked) => (asksIdle(asked) ? { recommendations: [advice()] } : {}));
  const found = await listed([vm('web', 'europe-west1-b')]);
  expect(found).toEqual([
    {
      ...{ cloud: 'gcp', account: 'atlas', source: 'Google Cloud Recommender' },
      id: 'projects/12/locations/x/recommenders/y/recommendations/1',
      type: 'google.compute.instance.IdleResourceRecommender STOP_VM',
      resourceIds: [vm('web', 'europe-west1-b').id],
      title: 'Stop it',
      // 7.2 in 720 hours.
      monthlySaving: { amount: '7.3', currency: 'USD' },
      refreshedAt: '2026-11-19T10:00:00.000Z',
      details: { priority: 'P2' },
    },
  ]);
});

test.each([
  ['no cost', {}],
  ['no duration', { cost: { currencyCode: 'USD', units: '-1' } }],
  ['no currency', { cost: { units: '-1' }, duration: '10s' }],
])('%s is no saving', async (_, costProjection) => {
  google.answer((asked) =>
    asksIdle(asked) ? { recommendations: [advice({ primaryImpact: { costProjection } })] } : {},
  );
  expect((await listed([vm('web', 'europe-west1-b')]))[0]).not.toHaveProperty('monthlySaving');
});

test.each([
  ['units of no number', { cost: { currencyCode: 'USD', units: 'one' }, duration: '10s' }],
  ['a part of a nano', { cost: { currencyCode: 'USD', units: '-1', nanos: 0.5 }, duration: '10s' }],
  ['a duration of nothing', { cost: { currencyCode: 'USD', units: '-1' }, duration: '0s' }],
])('%s is a saving without an amount, for whoever checks rows', async (_, costProjection) => {
  google.answer((asked) =>
    asksIdle(asked) ? { recommendations: [advice({ primaryImpact: { costProjection } })] } : {},
  );
  const [found] = await listed([vm('web', 'europe-west1-b')]);
  expect(found?.monthlySaving).toEqual({ amount: '', currency: 'USD' });
});

test('what is not as it should be comes as it is, for whoever checks rows', async () => {
  const odd = { description: 7, recommenderSubtype: { a: 1 }, targetResources: 'web', priority: ['P2'] };
  google.answer((asked) => (asksIdle(asked) ? { recommendations: [advice(odd), advice({}, '')] } : {}));
  expect(await listed([vm('web', 'europe-west1-b')])).toMatchObject([
    { title: 7, type: { a: 1 }, resourceIds: 'web', details: { priority: ['P2'] } },
    { id: '', account: '' },
  ]);
});

test('what is said of a project that is no account is nobody’s', async () => {
  google.answer(() => ({ recommendations: [advice({}, 'projects/13/locations/x/recommenders/y/recommendations/1')] }));
  expect(await listed([vm('web', 'europe-west1-b')])).toEqual([]);
});

test('a long list has pages', async () => {
  const two = [advice({}, 'projects/12/l/1'), advice({}, 'projects/12/l/2')];
  google.answer((asked) => {
    const { items, nextPageToken } = pageOf(asksIdle(asked) ? two : [], asked, 1);
    return { recommendations: items, ...(nextPageToken ? { nextPageToken } : {}) };
  });
  expect((await listed([vm('web', 'europe-west1-b')])).map(({ id }) => id)).toEqual([
    'projects/12/l/1',
    'projects/12/l/2',
  ]);
});

test('what fails is an error, so that nothing passes for gone', async () => {
  google.answer(() => refusal(500, 'INTERNAL'));
  await expect(listed([vm('web', 'europe-west1-b')])).rejects.toMatchObject({ facts: { reason: 'failed' } });
});
