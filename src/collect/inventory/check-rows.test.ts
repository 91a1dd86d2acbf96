import { expect, test } from 'vitest';
import type { ResourceFacts } from '../../model/resource.ts';
import { fakeCloud, threeOfEach } from '../testing/fake-cloud.ts';
import { collectionOver, options, request, rowsOf, temporaryStore } from '../testing/setup.ts';
import { createRowCheck } from './check-rows.ts';

const PLACE = {
  cloud: 'aws',
  account: '1',
  region: 'eu-west-1',
  resourceType: 'ec2:volume',
  dataset: 'inventory',
} as const;
const GOOD: ResourceFacts = {
  ...{ id: 'vol-1', name: 'data', region: 'eu-west-1', state: 'in-use', providerState: 'in-use', taggable: true },
  ...{ createdAt: '2026-11-20T08:00:00.000Z', tags: { Owner: 'ana' }, flags: ['shared'], payload: { any: [1] } },
  attributes: { sizeGib: 8, encrypted: false, attachedTo: ['i-1'], storageType: 'gp3', accountTags: { a: 'b' } },
};
/** As a provider may say it, whatever the compiler believes. */
const saying = (changes: object): ResourceFacts => ({ ...GOOD, ...changes }) as ResourceFacts;

test('a resource that is as it should be is the same one', () => {
  const check = createRowCheck(PLACE);
  expect(check.checked(GOOD)).toBe(GOOD);
  expect([check.gaps(), check.lost()]).toEqual([[], false]);
  const least: ResourceFacts = { id: 'vol-2', tags: undefined, attributes: {} };
  expect(check.checked(least)).toBe(least);
});

test.each<[string, object]>([
  ['name', { name: 7 }],
  ['region', { region: null }],
  ['state', { state: 'busy' }],
  ['createdAt', { createdAt: 'yesterday' }],
  ['createdAt', { createdAt: new Date(0) }],
  ['tags', { tags: { Owner: 7 } }],
  ['tags', { tags: ['Owner'] }],
  ['taggable', { taggable: 'yes' }],
  ['flags', { flags: [{}] }],
])('%s that is %j is left out, and the rest of the resource stays', (field, changes) => {
  const check = createRowCheck(PLACE);
  const { [field as keyof ResourceFacts]: _, ...rest } = GOOD;
  expect(check.checked(saying(changes))).toEqual(rest);
  expect(check.lost()).toBe(false);
  expect(check.gaps()).toEqual([
    {
      ...PLACE,
      ...{ reason: 'failed', fieldsOnly: true },
      detail: `ec2:volume was told with something that is no ${field}, which is left out of 1 resource`,
    },
  ]);
});

test.each<[string, unknown]>([
  ['sizeGib', '8'],
  ['sizeGib', Number.NaN],
  ['encrypted', 'true'],
  ['attachedTo', ['i-1', 7]],
  ['volumes', 'vol-1'],
  ['storageType', { name: 'gp3' }],
  ['accountTags', { a: null }],
  ['sort', 'of no kind'],
])('the attribute %s that is %j is left out of the others', (name, value) => {
  const check = createRowCheck(PLACE);
  const { [name as 'sizeGib']: _, ...others } = GOOD.attributes as { sizeGib?: number };
  expect(check.checked(saying({ attributes: { ...GOOD.attributes, [name]: value } }))?.attributes).toEqual(others);
  expect(check.gaps()).toMatchObject([{ fieldsOnly: true, detail: expect.stringContaining(`attributes.${name}`) }]);
});

test.each([undefined, '', 7, 'x'.repeat(10_000)])('what nothing identifies is no resource', (id) => {
  const check = createRowCheck(PLACE);
  expect(check.checked(saying({ id }))).toBeUndefined();
  expect(check.lost()).toBe(true);
  expect(check.gaps()).toEqual([
    { ...PLACE, reason: 'failed', detail: 'ec2:volume was told with something that is no id: 1 resource left out' },
  ]);
});

test('a collection loses what is broken, and neither the unit nor what was known of it', async () => {
  const { store, close } = await temporaryStore();
  try {
    await collectionOver(store, fakeCloud()).run(request(), options());
    const broken = fakeCloud({
      resources: (account, region, type) =>
        threeOfEach(account, region, type).map((one, index) =>
          type !== 'ec2:volume' || index > 0
            ? one
            : ({ ...one, id: region === 'eu-west-1' ? '' : one.id, name: 7 } as never),
        ),
    });
    const run = await collectionOver(store, broken).run(request(), options());
    expect(run).toMatchObject({ status: 'partial', changes: { deletedResources: 0, modifiedResources: 1 } });
    expect(run.accounts[0]?.gaps.map(({ region, detail }) => `${region}: ${detail}`).sort()).toEqual([
      'eu-west-1: ec2:volume was told with something that is no id: 1 resource left out',
      'us-east-1: ec2:volume was told with something that is no name, which is left out of 1 resource',
    ]);
    expect(await rowsOf(store)).toHaveLength(21);
  } finally {
    await close();
  }
});
