import { expect, test } from 'vitest';
import type { Recommendation } from '../model/recommendation.ts';
import { createRecommendationCheck } from './check-recommendations.ts';

const PLACE = { cloud: 'gcp', dataset: 'recommendations' } as const;
const ACCOUNTS = ['atlas', 'borealis'];
const GOOD: Recommendation = {
  ...{ cloud: 'gcp', account: 'atlas', source: 'Recommender', id: 'r1', type: 'IDLE', title: 'Stop it' },
  resourceIds: ['//vm'],
  monthlySaving: { amount: '7.3', currency: 'USD' },
  refreshedAt: '2026-11-19T10:00:00.000Z',
  details: { priority: 'P2', term: 'P1Y' },
};
/** As a provider may say it, whatever the compiler believes. */
const saying = (changes: object): Recommendation => ({ ...GOOD, ...changes }) as Recommendation;
const checkOf = () => createRecommendationCheck(PLACE, { name: 'Recommender', accounts: ACCOUNTS });

test('a recommendation that is as it should be is the same one', () => {
  const check = checkOf();
  expect(check.checked([GOOD])[0]).toBe(GOOD);
  const least = saying({ resourceIds: [], monthlySaving: undefined, refreshedAt: undefined, details: {} });
  expect(check.checked([least])[0]).toBe(least);
  expect(ACCOUNTS.map(check.gaps)).toEqual([[], []]);
});

test.each<[string, object]>([
  ['id', { id: '' }],
  ['type', { type: { a: 1 } }],
  ['resourceIds', { resourceIds: '//vm' }],
  ['resourceIds', { resourceIds: ['//vm', 7] }],
  ['resourceIds', { resourceIds: [''] }],
  ['title', { title: ['Stop it'] }],
])('one whose %s is wrong in %j is left out, and the others stay', (field, changes) => {
  const check = checkOf();
  expect(check.checked([saying(changes), GOOD])).toEqual([GOOD]);
  const what = `a recommendation of Recommender was told with something that is no ${field}`;
  expect(ACCOUNTS.map(check.gaps)).toEqual([
    [{ ...PLACE, account: 'atlas', reason: 'failed', detail: `${what}: 1 recommendation left out` }],
    [],
  ]);
});

test.each(['', 'cirrus', 7])('one of account %j, of which nobody was asked, may be anybody’s', (account) => {
  const check = checkOf();
  expect(check.checked([saying({ account })])).toEqual([]);
  expect(ACCOUNTS.map((one) => check.gaps(one).map(({ detail }) => detail))).toEqual(
    ACCOUNTS.map(() => [
      'a recommendation of Recommender was told with something that is no account: 1 recommendation left out',
    ]),
  );
});

test.each<[string, object, object]>([
  ['monthlySaving', { monthlySaving: { amount: '', currency: 'USD' } }, { monthlySaving: undefined }],
  ['monthlySaving', { monthlySaving: { amount: '7', currency: ['USD'] } }, { monthlySaving: undefined }],
  ['refreshedAt', { refreshedAt: 'yesterday' }, { refreshedAt: undefined }],
  ['details.priority', { details: { priority: 2, term: 'P1Y' } }, { details: { term: 'P1Y' } }],
])('%s that is wrong in %j is left out, and the rest of it stays', (field, changes, left) => {
  const check = checkOf();
  const twice = [saying(changes), saying(changes)];
  expect(check.checked(twice)).toEqual(twice.map(() => saying(left)));
  expect(check.gaps('atlas')).toEqual([
    {
      ...{ ...PLACE, account: 'atlas', reason: 'failed', fieldsOnly: true },
      detail: `a recommendation of Recommender was told with something that is no ${field}, which is left out of 2 recommendations`,
    },
  ]);
});
