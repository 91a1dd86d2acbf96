import { LambdaClient, ListFunctionsCommand, ListTagsCommand, paginateListFunctions } from '@aws-sdk/client-lambda';
import { afterAll, expect, test } from 'vitest';
import type { FunctionDetail } from '../../estate/aws/functions.ts';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';
import { pagesOf } from '../../test/pages.ts';

const simulator = await startSimulator({ resources: 9000 });
afterAll(() => simulator.close());

const account = simulator.estate.accounts[1]?.id ?? '';
const client = new LambdaClient(await asAccount(simulator, account));
const planted = simulator.estate.of<FunctionDetail>('lambda:function', account, 'us-east-1');

test('pages of fifty, whatever is asked', async () => {
  const pages = await pagesOf(paginateListFunctions({ client, pageSize: 10_000 }, {}));
  expect(planted.length).toBeGreaterThan(50);
  expect(pages).toHaveLength(Math.ceil(planted.length / 50));
  const found = pages.flatMap(({ Functions = [] }) => Functions);
  expect(found.map(({ FunctionArn, MemorySize, Runtime }) => [FunctionArn, MemorySize, Runtime])).toEqual(
    planted.map(({ id, detail }) => [id, detail.memoryMiB, detail.runtime]),
  );
  expect(found[0]?.LastModified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
});

test.each([true, false])('tags of a function (tagged: %s)', async (tagged) => {
  const found = planted.find(({ tags }) => Object.keys(tags).length > 0 === tagged);
  const { Tags } = await client.send(new ListTagsCommand({ Resource: found?.id }));
  expect(Tags).toEqual(found?.tags);
});

test('a function that is not there', async () => {
  const Resource = `arn:aws:lambda:us-east-1:${account}:function:nobody`;
  await expect(client.send(new ListTagsCommand({ Resource }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
});

test('a marker of its own', async () => {
  await expect(client.send(new ListFunctionsCommand({ Marker: 'made-up' }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
});
