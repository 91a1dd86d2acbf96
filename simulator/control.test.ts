import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, expect, test } from 'vitest';
import { startSimulator } from './start.ts';
import { asPayer } from './test/clients.ts';

const simulator = await startSimulator({ resources: 50 });
afterAll(() => simulator.close());

const control = (path: string, method = 'GET', body?: unknown) =>
  fetch(`${simulator.url}/_simulator/${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
const ec2 = new EC2Client(asPayer(simulator));
const instances = new DescribeInstancesCommand({});

test('the truth can be read over HTTP', async () => {
  const truth = await (await control('truth')).json();
  expect(truth).toEqual(JSON.parse(JSON.stringify(simulator.truth)));
});

test('calls can be read over HTTP', async () => {
  await ec2.send(instances);
  expect(await (await control('calls')).json()).toMatchObject([{ service: 'ec2', operation: 'DescribeInstances' }]);
});

test('operations are listed with the actions that guard them', async () => {
  expect(await (await control('operations')).json()).toContainEqual({
    cloud: 'aws',
    service: 'ec2',
    protocol: 'ec2',
    operation: 'DescribeInstances',
    action: 'ec2:DescribeInstances',
  });
});

test('faults can be set and cleared over HTTP', async () => {
  expect((await control('faults', 'POST', { kind: 'deny', service: 'ec2' })).status).toBe(200);
  await expect(ec2.send(instances)).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  await control('faults', 'DELETE');
  await expect(ec2.send(instances)).resolves.toBeTruthy();
  await control('faults', 'POST', { denyAllBut: [] });
  await expect(ec2.send(instances)).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  await control('faults', 'DELETE');
});

test.each([
  ['a fault of no known kind', 'faults', 'POST', { kind: 'sulk' }, 400],
  ['a fault that is nothing', 'faults', 'POST', null, 400],
  ['an unknown route', 'nothing', 'GET', undefined, 404],
])('%s is refused', async (_, path, method, body, status) => {
  expect((await control(path, method, body)).status).toBe(status);
});
