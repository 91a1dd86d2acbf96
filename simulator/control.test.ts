import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, expect, test } from 'vitest';
import { startSimulator } from './start.ts';
import { asPayer } from './test/clients.ts';

const simulator = await startSimulator({ resources: 50, changed: 0.3 });
afterAll(() => simulator.close());

const control = (path: string, method = 'GET', body?: unknown) =>
  fetch(`${simulator.url}/_simulator/${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
const ec2 = new EC2Client(asPayer(simulator));
const instances = new DescribeInstancesCommand({});

test('the truth can be read over HTTP', async () => {
  const truth = await (await control('truth')).json();
  expect(truth).toEqual(JSON.parse(JSON.stringify(simulator.truth)));
});

test('what was made, changed and deleted can be read over HTTP', async () => {
  const { changes = [] } = simulator.estate;
  expect(new Set(changes.map(({ how }) => how))).toEqual(new Set(['Create', 'Update', 'Delete']));
  const told = changes.map(({ how, resource: { cloud, account, id, type } }) => ({ cloud, account, id, type, how }));
  expect(await (await control('changes')).json()).toEqual(told);
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

test('calls are counted, and their least is told', async () => {
  await ec2.send(instances);
  const counts = (await (await control('counts')).json()) as object[];
  expect(counts).toContainEqual(expect.objectContaining({ operation: 'DescribeInstances', region: 'us-east-1' }));
  expect(await (await control('least')).json()).toEqual(simulator.least());
});

test('a latency can be set over HTTP, and the control itself has none', async () => {
  const asked = async (ask: () => Promise<unknown>) => {
    const begun = performance.now();
    await ask();
    return performance.now() - begun;
  };
  await control('latency', 'POST', { ms: 300 });
  expect(await asked(() => ec2.send(instances))).toBeGreaterThanOrEqual(299);
  expect(await asked(() => control('latency', 'POST', { ms: 0 }))).toBeLessThan(300);
});

test('an account can be closed over HTTP', async () => {
  const { id } = simulator.estate.accounts.at(-1) ?? { id: '' };
  expect((await control('closings', 'POST', { account: id })).status).toBe(200);
  expect(simulator.estate.accounts.at(-1)?.state).toBe('SUSPENDED');
});

test.each([
  ['an account that is not there', 'closings', 'POST', { account: 'nobody' }, 404],
  ['a closing of nothing', 'closings', 'POST', {}, 400],
  ['a closing after nothing', 'closings', 'POST', { account: 'x', after: {} }, 400],
  ['a latency that is none', 'latency', 'POST', { ms: 'long' }, 400],
  ['a fault of no known kind', 'faults', 'POST', { kind: 'sulk' }, 400],
  ['a fault that is nothing', 'faults', 'POST', null, 400],
  ['an unknown route', 'nothing', 'GET', undefined, 404],
])('%s is refused', async (_, path, method, body, status) => {
  expect((await control(path, method, body)).status).toBe(status);
});
