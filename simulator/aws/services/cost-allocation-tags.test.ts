import {
  CostExplorerClient,
  ListCostAllocationTagsCommand,
  type ListCostAllocationTagsCommandInput,
} from '@aws-sdk/client-cost-explorer';
import { afterAll, expect, test } from 'vitest';
import { startSimulator } from '../../start.ts';
import { asAccount, asPayer } from '../../test/clients.ts';

const simulator = await startSimulator({ resources: 300 });
afterAll(() => simulator.close());
const payer = new CostExplorerClient(asPayer(simulator));

const list = async (input: ListCostAllocationTagsCommandInput) =>
  (await payer.send(new ListCostAllocationTagsCommand(input))).CostAllocationTags ?? [];

const charged = [...new Set(simulator.estate.charges.flatMap(({ tags }) => Object.keys(tags)))].sort();

test('what charges carry is active', async () => {
  const active = await list({ Status: 'Active', MaxResults: 1000 });
  expect(active.map(({ TagKey }) => TagKey)).toEqual(charged);
  expect(charged.length).toBeGreaterThan(1);
});

test('asked for by key, there are those that exist', async () => {
  const [first = ''] = charged;
  expect(await list({ TagKeys: [first, 'Nobody'] })).toEqual([
    { TagKey: first, Type: 'UserDefined', Status: 'Active' },
  ]);
});

test('it comes in pages', async () => {
  const first = await payer.send(new ListCostAllocationTagsCommand({ MaxResults: 2 }));
  expect(first.CostAllocationTags).toHaveLength(2);
  const [next] = await list({ MaxResults: 2, NextToken: first.NextToken });
  expect(first.CostAllocationTags).not.toContainEqual(next);
});

test('a member may not ask, and nobody for what is none', async () => {
  const member = new CostExplorerClient(await asAccount(simulator, simulator.truth.clouds.aws.accounts[1]?.id ?? ''));
  await expect(member.send(new ListCostAllocationTagsCommand({}))).rejects.toThrow(/Linked account/);
  await expect(list({ Status: 'Asleep' as 'Active' })).rejects.toThrow(/Status/);
  await expect(list({ MaxResults: 0 })).rejects.toThrow(/MaxResults/);
});
