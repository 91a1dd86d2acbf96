import { afterEach, beforeEach, expect, test } from 'vitest';
import { CloudError } from '../../model/errors.ts';
import type { Store } from '../../store/store.ts';
import type { ProbedAccount, ProbedGroup } from '../collection.ts';
import { type FakeCloudOptions, fakeCloud } from '../testing/fake-cloud.ts';
import { collectionOver, ORGANISATION, temporaryStore } from '../testing/setup.ts';
import { wideCloud, wideRows } from '../testing/wide-cloud.ts';
import { partsOfTheWorld } from './probe.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

type FakeCallFault = NonNullable<FakeCloudOptions['fault']>;

const ACCOUNT = '111111111111';
const signal = new AbortController().signal;

const probe = (cloud: ReturnType<typeof fakeCloud>, paid = false, more: object = {}) =>
  collectionOver(store, cloud, more).probeAccounts({ organisation: ORGANISATION, clouds: ['aws'], paid }, signal);
const groupIn = (accounts: readonly ProbedAccount[], group: ProbedGroup['group']) =>
  accounts.flatMap(({ groups }) => groups).find((one) => one.group === group);
const actions = (cloud: ReturnType<typeof fakeCloud>) => cloud.calls.map(({ action }) => action).sort();

test('one page of each list in one region, and nothing that is paid', async () => {
  const cloud = fakeCloud();
  const accounts = await probe(cloud);
  expect(accounts).toEqual([
    {
      ...{ cloud: 'aws', account: ACCOUNT, status: 'connected', detail: ACCOUNT, missingPermissions: [] },
      groups: [
        { group: 'inventory', status: 'seen', detail: '4 of 4 types can be listed', missingPermissions: [] },
        { group: 'metrics', status: 'not_asked', detail: expect.stringContaining('$0.00001'), missingPermissions: [] },
        { group: 'costs', status: 'not_asked', detail: expect.stringContaining('$0.01'), missingPermissions: [] },
      ],
    },
  ]);
  expect(actions(cloud)).toEqual([
    ...['ec2:DescribeInstances', 'ec2:DescribeRegions', 'ec2:DescribeVolumes', 'rds:DescribeDBInstances'],
    ...['s3:ListAllMyBuckets', 'sts:GetCallerIdentity'],
  ]);
});

test('what is denied everywhere is missing, and named', async () => {
  const fault: FakeCallFault = ({ action }) => (action === 'rds:DescribeDBInstances' ? 'deny' : undefined);
  expect(groupIn(await probe(fakeCloud({ fault })), 'inventory')).toEqual({
    ...{ group: 'inventory', status: 'partial', detail: '3 of 4 types can be listed' },
    missingPermissions: ['rds:DescribeDBInstances'],
  });
});

test('a region in which everything is forbidden says nothing of the rights', async () => {
  const fault: FakeCallFault = ({ region, service }) =>
    region === 'eu-west-1' && service !== 'sts' ? 'deny' : undefined;
  expect(groupIn(await probe(fakeCloud({ fault })), 'inventory')).toMatchObject({ status: 'seen' });
});

test('what is denied altogether is no inventory', async () => {
  const fault: FakeCallFault = ({ service }) => (service === 'sts' ? undefined : 'deny');
  const group = groupIn(await probe(fakeCloud({ fault }), false), 'inventory');
  expect(group).toMatchObject({
    status: 'missing',
    missingPermissions: expect.arrayContaining(['ec2:DescribeRegions']),
  });
});

test('what failed for another reason is said, and is no missing right', async () => {
  const fault: FakeCallFault = ({ service }) => (service === 'rds' ? 'fail' : undefined);
  expect(groupIn(await probe(fakeCloud({ fault })), 'inventory')).toMatchObject({
    ...{ status: 'partial', detail: expect.stringContaining('rds:DescribeDBInstances failed'), missingPermissions: [] },
  });
});

test('what is paid is asked where that is wanted, once, and booked', async () => {
  const cloud = fakeCloud({ seriesPerInstance: 3 });
  const accounts = await probe(cloud, true);
  expect([groupIn(accounts, 'costs')?.status, groupIn(accounts, 'metrics')?.status]).toEqual(['seen', 'seen']);
  expect(actions(cloud).filter((action) => /^ce|^cloudwatch/.test(action))).toEqual([
    'ce:GetCostAndUsage',
    'cloudwatch:GetMetricData',
  ]);
  expect((await store.state.spend.spent(ORGANISATION, '2026-11-21')).amount).toBe('0.01003');
});

test('the day’s limit holds for it', async () => {
  const cloud = fakeCloud();
  const accounts = await probe(cloud, true, { settings: { dailyLimit: { amount: '0.005', currency: 'USD' } } });
  expect(groupIn(accounts, 'costs')).toMatchObject({ status: 'not_asked', missingPermissions: [] });
  expect(actions(cloud)).not.toContain('ce:GetCostAndUsage');
});

test('a bill and metrics that are denied are missing', async () => {
  const fault: FakeCallFault = ({ service }) => (/^(ce|cloudwatch)$/.test(service) ? 'deny' : undefined);
  const accounts = await probe(fakeCloud({ fault }), true);
  expect(groupIn(accounts, 'costs')).toMatchObject({ status: 'missing', missingPermissions: ['ce:GetCostAndUsage'] });
  expect(groupIn(accounts, 'metrics')?.missingPermissions).toEqual(['cloudwatch:GetMetricData']);
});

test('an account that refuses is said with its reason', async () => {
  const accounts = await probe(fakeCloud({ fault: ({ service }) => (service === 'sts' ? 'deny' : undefined) }));
  expect(accounts).toMatchObject([{ status: 'denied', detail: 'sts:GetCallerIdentity was denied (deny)', groups: [] }]);
});

const probeWide = (cloud: ReturnType<typeof wideCloud>) =>
  collectionOver(store, cloud, { accounts: [{ cloud: 'azure' }] }).probeAccounts(
    { organisation: ORGANISATION, clouds: ['azure'], paid: false },
    signal,
  );

test('a list over many accounts is asked once, and to its first page', async () => {
  const cloud = wideCloud({ rows: (page) => (page < 9 ? wideRows('sub-1', 'volume', page * 10, 10) : undefined) });
  const accounts = await probeWide(cloud);
  expect(accounts.map(({ account, groups }) => [account, groups[0]?.status])).toEqual([
    ['sub-1', 'seen'],
    ['sub-2', 'seen'],
  ]);
  expect(cloud.asked).toMatchObject({ pages: 1, lists: 1 });
});

test('a list that shows nothing may hide everything', async () => {
  const [first] = await probeWide(wideCloud({ rows: () => undefined }));
  expect(first?.groups[0]).toMatchObject({ status: 'partial', detail: expect.stringContaining('may not be read') });
});

test('a list that refuses is missing in every account', async () => {
  const error = new CloudError({ reason: 'denied', code: 'No', action: 'graph/read', retryable: false });
  const accounts = await probeWide(wideCloud({ rows: () => error }));
  expect(accounts.map(({ groups }) => groups[0])).toMatchObject([
    { status: 'missing', missingPermissions: ['graph/read'] },
    { status: 'missing', missingPermissions: ['graph/read'] },
  ]);
});

test('a source of costs that can find out for nothing is asked so, and a payer may be no account', async () => {
  const asked: string[] = [];
  const costs = {
    ...{ pricePerPage: '1', permissions: ['bill'] },
    async *charges() {
      yield Promise.reject(new Error('never asked'));
    },
    check: async ({ start, end }: { start: string; end: string }) => void asked.push(`${start} ${end}`),
  };
  const accounts = await probeWide(
    wideCloud({ rows: () => undefined, payers: [{ cloud: 'azure', id: 'group', costs }] }),
  );
  expect(accounts.at(-1)).toMatchObject({ account: 'group', groups: [{ group: 'costs', status: 'seen' }] });
  expect(asked).toEqual(['2026-11-20 2026-11-21']);
});

test('one region of each part of the world', () =>
  expect(partsOfTheWorld(['ap-northeast-1', 'ap-south-1', 'eu-west-1', 'us-east-1', 'us-east-2'])).toEqual([
    ...['ap-northeast-1', 'eu-west-1', 'us-east-1'],
  ]));
