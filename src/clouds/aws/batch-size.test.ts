import { expect, test } from 'vitest';
import { inputWithin, withBatchSize } from './batch-size.ts';
import { awsClients } from './clients.ts';

test.each<[string, object, object]>([
  ['DescribeVolumesCommand', { MaxResults: 500 }, { MaxResults: 50 }],
  // Never more than the operation gives.
  ['ListFunctionsCommand', { MaxItems: 25 }, { MaxItems: 25 }],
  ['DescribeDBInstancesCommand', { MaxRecords: 100, Marker: 'x' }, { MaxRecords: 50, Marker: 'x' }],
  ['GetApisCommand', { MaxResults: '100' }, { MaxResults: '50' }],
  ['DescribeLogGroupsCommand', { limit: 50 }, { limit: 50 }],
  ['ListTagsForStreamCommand', { Limit: 100 }, { Limit: 100 }],
  ['ListBucketsCommand', {}, {}],
])('%s of %j', (command, input, expected) => expect(inputWithin(command, input as never, 50)).toEqual(expected));

test('a page is asked for at its bounded length, however often a client is handed out', async () => {
  const clients = awsClients({
    credentials: async () => ({ accessKeyId: 'k', secretAccessKey: 's' }),
    account: '1',
    send: (_, send) => send(new AbortController().signal),
  });
  const bounded = withBatchSize(clients, 50);
  await bounded.client('ec2', 'eu-west-1');
  const ec2 = await bounded.client('ec2', 'eu-west-1');
  const asked: unknown[] = [];
  ec2.middlewareStack.add(
    () => async (args) => {
      asked.push(args.input);
      return { output: { Volumes: [], $metadata: {} }, response: {} };
    },
    { step: 'initialize', priority: 'low' },
  );
  const { paginateDescribeVolumes } = await import('@aws-sdk/client-ec2');
  for await (const _ of paginateDescribeVolumes({ client: ec2, pageSize: 500 }, {}));
  expect(asked).toEqual([expect.objectContaining({ MaxResults: 50 })]);
  expect(withBatchSize(clients, undefined)).toBe(clients);
});
