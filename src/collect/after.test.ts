import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CloudName } from '../model/cloud.ts';
import type { Run } from '../model/run.ts';
import type { Store } from '../store/store.ts';
import type { AfterCollection } from './after.ts';
import type { CollectRequest } from './collection.ts';
import { type FakeCloudOptions, fakeCloud } from './testing/fake-cloud.ts';
import { scaledTime } from './testing/scaled-time.ts';
import { collectionOver, options, request, temporaryStore } from './testing/setup.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

/** Runs a collection and gives what was done after it. */
async function collected(
  asked: CollectRequest,
  cloudOptions: FakeCloudOptions = {},
  needs: AfterCollection['needs'] = 'inventory',
) {
  const done: { run: Run; clouds: readonly CloudName[] }[] = [];
  const after: AfterCollection = { name: 'the count', needs, run: async (of) => void done.push(of) };
  const heard = options();
  const run = await collectionOver(store, fakeCloud(cloudOptions), { after: [after] }).run(asked, heard);
  return { run, done, told: heard.told.map(({ message }) => message) };
}

const denied =
  (action: string): NonNullable<FakeCloudOptions['fault']> =>
  (call) =>
    call.action === action ? 'deny' : undefined;

test('what comes after a whole collection is done once, and told', async () => {
  const { run, done, told } = await collected(request());
  expect(done).toEqual([{ run, clouds: ['aws'] }]);
  expect(told.at(-1)).toBe('the count');
});

test.each<[string, CollectRequest, FakeCloudOptions, AfterCollection['needs']]>([
  ['is narrowed', request({ regions: ['eu-west-1'] }), {}, 'inventory'],
  ['asks something else', request({ what: ['costs'] }), {}, 'inventory'],
  ['was refused a type', request(), { fault: denied('rds:DescribeDBInstances') }, 'inventory'],
  ['was refused the account', request(), { fault: denied('sts:GetCallerIdentity') }, 'inventory'],
  ['was refused the regions', request(), { fault: denied('ec2:DescribeRegions') }, 'inventory'],
  ['found no bill changed', request({ what: ['costs'] }), { fault: denied('ce:GetCostAndUsage') }, 'costs'],
])('nothing comes after one that %s', async (_, asked, cloudOptions, needs) => {
  expect((await collected(asked, cloudOptions, needs)).done).toEqual([]);
});

test('fields that are missing leave the resources known', async () => {
  const { run, done } = await collected(request(), { detailFault: () => 'deny' });
  expect([run.status, done.length]).toEqual(['partial', 1]);
});

test('what a refused bill keeps back is nothing to the inventory', async () => {
  const what = ['inventory', 'costs'] as const;
  expect((await collected(request({ what }), { fault: denied('ce:GetCostAndUsage') })).done).toHaveLength(1);
});

test('a run that left everything as it was brought nothing new', async () => {
  await collected(request());
  expect((await collected(request({ staleOnly: true }))).done).toEqual([]);
});

test('what fails is logged and told, and the run and what comes next are as they would be', async () => {
  const logged: string[] = [];
  const done: string[] = [];
  const after: AfterCollection[] = [
    { name: 'the broken', needs: 'inventory', run: () => Promise.reject(new Error('the disk is full')) },
    { name: 'the next', needs: 'inventory', run: async () => void done.push('next') },
  ];
  const heard = options();
  const log = (error: unknown, where: string) => void logged.push(`${where}: ${String(error)}`);
  const time = scaledTime(50, undefined, () => 0.5);
  const run = await collectionOver(store, fakeCloud(), { after, log, time }).run(request(), heard);
  expect(run.status).toBe('success');
  expect((await store.state.runs.get(run.organisation, run.id))?.status).toBe('success');
  expect(logged).toEqual(['the broken: Error: the disk is full']);
  expect(heard.told.map(({ message }) => message).slice(-3)).toEqual(['the broken', 'the broken failed', 'the next']);
  expect(done).toEqual(['next']);
});
