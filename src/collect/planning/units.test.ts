import { expect, test } from 'vitest';
import type { ConnectedAccount, ResourceSource, WideListing } from '../../clouds/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { CollectRequest } from '../collection.ts';
import type { Reach, ReachedAccount } from '../connecting/connect.ts';
import { request } from '../testing/setup.ts';
import type { CollectableType } from './named-types.ts';
import { isWholeInventory, needsRegions, planUnits, unitName, wordsOf } from './units.ts';

const source = (type: string, kind: ResourceSource['kind'], reach: ResourceSource['reach']): ResourceSource => ({
  ...{ type, kind, reach, taggable: true, service: type.split(':')[0] ?? type, permissions: [] },
  async *resources() {},
});
const sources = [
  source('ec2:volume', 'volume', 'regional'),
  source('rds:db', 'database', 'regional'),
  source('s3:bucket', 'bucket', 'global'),
];

const metrics: ConnectedAccount['metrics'] = {
  ...{ pricePerSeries: '0', permissions: [], types: [] },
  seriesFor: () => 0,
  async *points() {},
};

const account = (id: string, name: string, regions = ['eu-west-1', 'us-east-1']): ReachedAccount => ({
  account: { cloud: 'aws', id, name, sources, metrics, regions: async () => ({ regions }) },
  ...{ name, regions, everyRegion: true, gaps: [], names: [id, name] },
});
const payer = (id: string): Reach['payers'][number] => ({
  ...{ cloud: 'aws', id },
  costs: { pricePerPage: '0.01', permissions: [], async *charges() {} },
});

const reach: Reach = {
  reached: [account('1', 'prod'), account('2', 'dev')],
  refused: [
    {
      ...{ cloud: 'aws', account: '3', identified: true, status: 'denied', names: ['3', 'old'] },
      gap: { cloud: 'aws', account: '3', reason: 'denied', detail: 'x' },
    },
  ],
  payers: [payer('1'), payer('of many')],
  ...{ payerGaps: [], recommendations: [], disabled: [], passed: [], unlisted: [], known: [] },
};

const wideAccount = (cloud: 'azure' | 'gcp', id: string): ReachedAccount => {
  const listing: WideListing = { name: 'everything', exhaustive: true, async *rows() {} };
  const disks: ResourceSource = {
    ...{ type: `${cloud}/disk`, kind: 'volume', reach: 'global', taggable: true, service: 'compute' },
    ...{ permissions: [], wide: listing },
  };
  return {
    account: { cloud, id, name: id, sources: [disks], metrics },
    ...{ name: id, regions: [], everyRegion: false, gaps: [], names: [id] },
  };
};
const sub = wideAccount('azure', 'sub');
const project = wideAccount('gcp', 'project');
const only = (...reached: ReachedAccount[]): Reach => ({ ...reach, reached, refused: [], payers: [] });

const units = (asked: Partial<CollectRequest>, services: 'all' | string[] = 'all') =>
  planUnits(reach, request(asked), services).accounts.map(({ account: { id }, units: own }) => [
    id,
    own.map(({ type, region }) => `${type} ${region}`),
  ]);

test('global types first and once, then every other in every region, type after type', () => {
  expect(units({ accounts: ['prod'] })).toEqual([
    ['1', ['s3:bucket global', 'ec2:volume eu-west-1', 'ec2:volume us-east-1', 'rds:db eu-west-1', 'rds:db us-east-1']],
  ]);
});

test.each<[string, Partial<CollectRequest>, string[]]>([
  ['a type', { resourceTypes: ['rds:db'] }, ['rds:db eu-west-1', 'rds:db us-east-1']],
  ['a kind', { resourceTypes: ['bucket'] }, ['s3:bucket global']],
  ['a region', { regions: ['us-east-1'] }, ['ec2:volume us-east-1', 'rds:db us-east-1']],
  ['what is in no region', { regions: ['global'] }, ['s3:bucket global']],
  ['a type and a region that it is not in', { resourceTypes: ['bucket'], regions: ['us-east-1'] }, []],
  ['all', { resourceTypes: ['all'], regions: ['global'] }, ['s3:bucket global']],
  ['nothing named is everything', { resourceTypes: [], regions: ['global'] }, ['s3:bucket global']],
])('narrowed to %s', (_, asked, expected) => expect(units({ accounts: ['1'], ...asked })).toEqual([['1', expected]]));

test('services that are configured narrow it too', () =>
  expect(units({ accounts: ['1'] }, ['s3'])).toEqual([['1', ['s3:bucket global']]]));

test('costs and metrics list nothing', () =>
  expect(units({ what: ['costs', 'metrics'] })).toEqual([
    ['1', []],
    ['2', []],
  ]));

test.each<[string, Partial<CollectRequest>, string[], string[], string[]]>([
  ['none', {}, ['1', '2'], ['3'], ['1', 'of many']],
  ['one by its name', { accounts: ['dev'] }, ['2'], [], []],
  ['one that was refused', { accounts: ['old'] }, [], ['3'], []],
  ['the one that pays', { accounts: ['1'] }, ['1'], [], ['1']],
])('accounts: asked for %s', (_, asked, ids, refused, payers) => {
  const planned = planUnits(reach, request(asked), 'all');
  expect(planned.accounts.map((one) => one.account.id)).toEqual(ids);
  expect(planned.refused.map((one) => one.account)).toEqual(refused);
  expect(planned.payers.map(({ id }) => id)).toEqual(payers);
});

test('an exact id goes before a name that looks like it, and a disabled account is not another', () => {
  const off = { cloud: 'aws' as const, account: '4', names: ['4'] };
  const named = { ...only(account('1', '2'), account('2', 'dev'), account('5', '4')), disabled: [off] };
  const asked = (accounts: string[]) =>
    planUnits(named, request({ accounts }), 'all').accounts.map((one) => one.account.id);
  expect([asked(['2']), asked(['4']), asked(['5', 'dev'])]).toEqual([['2'], [], ['2', '5']]);
});

const SHARED: Reach['payers'] = [
  { ...payer('northwind'), cloud: 'azure' },
  { ...payer('01AB23-CD45EF-678901'), cloud: 'gcp' },
];
const costsOf = (accounts: string[], what: CollectRequest['what'] = ['inventory', 'costs']) =>
  planUnits(
    { ...only(account('1', 'prod'), sub, project), payers: [payer('1'), ...SHARED] },
    request({ accounts, what }),
    'all',
  );

test.each<[string, string[], [string, string][]]>([
  ['nobody', [], []],
  ['one that pays for itself', ['1'], []],
  ['one that another pays for', ['sub', 'prod'], [['sub', 'that of northwind is asked whole']]],
  [
    'some in two clouds',
    ['sub', 'project'],
    [
      ['sub', 'that of northwind is asked whole'],
      ['project', 'that of 01AB23-CD45EF-678901 is asked whole'],
    ],
  ],
])('costs of accounts that no payer is: %s is named', (_, accounts, missing) => {
  const { gaps } = costsOf(accounts);
  expect(gaps).toMatchObject(missing.map(([id]) => ({ account: id, dataset: 'costs', reason: 'not_collected' })));
  for (const [index, [, words]] of missing.entries()) expect(gaps[index]?.detail).toContain(words);
  expect(costsOf(accounts, ['inventory']).gaps).toEqual([]);
});

test('costs alone of accounts that no payer is are refused', () => {
  expect(() => costsOf(['sub'], ['costs'])).toThrow(UserError);
  expect(() => costsOf(['sub'], ['costs'])).toThrow('that of northwind is asked whole: leave out accounts');
  expect(costsOf(['sub', '1'], ['costs']).payers.map(({ id }) => id)).toEqual(['1']);
});

test.each<[string, Partial<CollectRequest>, 'all' | string[], string]>([
  ['an account', { accounts: ['prd'] }, 'all', 'Did you mean "prod"?'],
  ['a type', { resourceTypes: ['ec2:volum'] }, 'all', 'Did you mean "ec2:volume"?'],
  ['a region', { regions: ['eu-west-9'] }, 'all', 'Did you mean "eu-west-1"?'],
  ['a service', {}, ['ec3'], 'Did you mean "ec2"?'],
  ['regions of costs', { what: ['costs'], regions: ['eu-west-1'] }, 'all', 'leave out regions and resource types'],
])('%s that makes no sense is refused', (_, asked, services, message) => {
  expect(() => units(asked, services)).toThrow(UserError);
  expect(() => units(asked, services)).toThrow(message);
});

const EVERY: CollectableType[] = [
  { cloud: 'aws', type: 's3:bucket', kind: 'bucket', service: 's3' },
  { cloud: 'azure', type: 'Microsoft.Network/natGateways', kind: 'nat-gateway', service: 'network' },
  { cloud: 'gcp', type: 'pubsub.googleapis.com/Topic', kind: 'topic', service: 'pubsub' },
];

test('names of clouds that did not answer, or are not asked, are known all the same', () => {
  const asked = (services: string[], changes: Partial<CollectRequest> = {}) =>
    planUnits(only(account('1', 'prod')), request(changes), services, EVERY).accounts.flatMap(({ units: own }) =>
      own.map(({ type }) => type),
    );
  expect(asked(['s3', 'network', 'pubsub'])).toEqual(['s3:bucket']);
  expect(asked(['pubsub'])).toEqual([]);
  expect(() => asked(['s3', 'netwrk'])).toThrow('There is no service "netwrk" here. Did you mean "network"?');
  const clouds: CollectRequest['clouds'] = ['aws', 'azure'];
  expect(asked(['s3', 'network'], { clouds, resourceTypes: ['bucket', 'nat-gateway'] })).toEqual(['s3:bucket']);
  // Nobody who is asked for could have it.
  expect(() => asked(['s3'], { clouds, resourceTypes: ['topic'] })).toThrow('There is no resource type "topic" here.');
});

const wideUnits = (reached: readonly ReachedAccount[], regions: string[]) =>
  planUnits(only(...reached), request({ regions }), 'all').accounts.flatMap(({ account: { id }, units: own }) =>
    own.map(({ type, region }) => `${id} ${type} ${region}`),
  );

test.each<[string, string[], string[]]>([
  ['a location of Azure', ['westeurope'], ['sub azure/disk global']],
  ['a location as people write it', ['West Europe'], ['sub azure/disk global']],
  ['a region of Google’s', ['europe-west1'], ['project gcp/disk global']],
  ['what is in no region', ['global'], ['1 s3:bucket global', 'sub azure/disk global', 'project gcp/disk global']],
  ['a region of AWS', ['eu-west-1'], ['1 ec2:volume eu-west-1', '1 rds:db eu-west-1']],
  [
    'some of two',
    ['us-east-1', 'europe-west1'],
    ['1 ec2:volume us-east-1', '1 rds:db us-east-1', 'project gcp/disk global'],
  ],
])('%s asks whose it may be, and nobody else', (_, regions, expected) =>
  expect(wideUnits([account('1', 'prod'), sub, project], regions)).toEqual(expected),
);

test.each<[string, ReachedAccount[], string]>([
  ['nobody’s', [account('1', 'prod'), sub, project], 'eu-west-9'],
  ['AWS’s', [sub, project], 'eu-west-1'],
  ['Azure’s', [account('1', 'prod'), project], 'westeurope'],
  ['a zone', [project], 'europe-west1-b'],
])('a region that is %s is refused where nobody has it', (_, reached, region) =>
  expect(() => wideUnits(reached, [region])).toThrow(`There is no region "${region}" here.`),
);

test('a region of a cloud that did not answer is none that nobody knows', () => {
  const [refused] = reach.refused;
  if (!refused) throw new Error('nobody was refused');
  const silent = { ...reach, refused: [{ ...refused, cloud: 'azure' as const }] };
  const asked = request({ regions: ['eu-west-1', 'westeurope'] });
  expect(planUnits(silent, asked, 'all').accounts[0]?.units.length).toBe(2);
});

test('what has a list of its own and no region is not asked for some', () => {
  const [own] = sources.filter(({ reach: where }) => where === 'global');
  const directory = { ...sub, account: { ...sub.account, sources: own ? [own] : [] } };
  expect(wideUnits([directory], ['westeurope'])).toEqual([]);
  expect(wideUnits([directory], ['global'])).toEqual(['sub s3:bucket global']);
});

test('metrics are narrowed to the regions of what the inventory has', () => {
  const asked = { what: ['metrics'] as const, regions: ['westeurope'] };
  expect(planUnits(only(sub, account('1', 'prod')), request(asked), 'all').gaps).toEqual([]);
});

test('where an account could not say its regions, no region is called unknown', () => {
  const silent = { ...reach, reached: [account('1', 'prod', [])] };
  expect(planUnits(silent, request({ regions: ['eu-west-1'] }), 'all').accounts[0]?.units).toEqual([]);
});

test('where nobody answered, no type or region is called unknown', () => {
  const silent = { ...reach, reached: [] };
  const asked = request({ resourceTypes: ['ec2:nothing'], regions: ['nowhere'] });
  expect(planUnits(silent, asked, 'all')).toMatchObject({ accounts: [], refused: [{ account: '3' }] });
});

test.each<[readonly string[] | undefined, readonly string[] | undefined]>([
  [undefined, undefined],
  [[], undefined],
  [['eu-west-1', 'all'], undefined],
  [['eu-west-1'], ['eu-west-1']],
])('%j narrows to %j', (list, words) => expect(wordsOf(list)).toEqual(words));

test.each<[Partial<CollectRequest>, boolean, boolean]>([
  [{}, true, true],
  [{ regions: ['all'] }, true, true],
  [{ accounts: ['1'] }, false, true],
  [{ what: ['costs'] }, false, false],
  [{ what: ['metrics'] }, false, false],
  [{ what: ['metrics'], regions: ['eu-west-1'] }, false, true],
])('%j: the whole inventory %s, regions needed %s', (asked, whole, regions) => {
  expect(isWholeInventory(request(asked))).toBe(whole);
  expect(needsRegions(request(asked))).toBe(regions);
});

test('a unit is named by where it is and what it lists', () =>
  expect(unitName({ cloud: 'aws', account: '1', region: 'global', type: 's3:bucket' })).toBe('aws 1 global s3:bucket'));
