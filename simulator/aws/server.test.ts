import { DescribeInstancesCommand, DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startSimulator } from '../start.ts';
import { asAccount, asPayer } from '../test/clients.ts';

const simulator = await startSimulator({ resources: 200 });
afterAll(() => simulator.close());
afterEach(() => simulator.faults.clear());

const payer = asPayer(simulator);
const sts = new STSClient(payer);
const ec2 = new EC2Client(payer);
const who = new GetCallerIdentityCommand({});
const instances = new DescribeInstancesCommand({});

const secretAccessKey = 'not-the-secret';
const accessKeyId = 'AKIAAAAAAAAAAAAAAAAA';
const assumed = await asAccount(simulator, simulator.truth.clouds.aws.accounts[1]?.id ?? '');

test.each([
  ['STS, a wrong secret', 'sts', { ...payer.credentials, secretAccessKey }, 'SignatureDoesNotMatch', 403],
  ['STS, an unknown key', 'sts', { accessKeyId, secretAccessKey }, 'InvalidClientTokenId', 403],
  ['STS, a foreign token', 'sts', { ...assumed.credentials, sessionToken: 'x' }, 'InvalidClientTokenId', 403],
  ['EC2, a wrong secret', 'ec2', { ...payer.credentials, secretAccessKey }, 'AuthFailure', 401],
  ['EC2, an unknown key', 'ec2', { accessKeyId, secretAccessKey }, 'AuthFailure', 401],
])('%s is refused', async (_, service, credentials, name, status) => {
  const answer =
    service === 'sts'
      ? new STSClient({ ...payer, credentials }).send(who)
      : new EC2Client({ ...payer, credentials }).send(instances);
  await expect(answer).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
});

test('a region that is not switched on knows nobody', async () => {
  await expect(new EC2Client({ ...payer, region: 'me-south-1' }).send(instances)).rejects.toMatchObject({
    name: 'AuthFailure',
  });
});

test('a body that was changed after signing is refused', async () => {
  const client = new STSClient(payer);
  client.middlewareStack.add(
    (next) => (args) => {
      // As long as before, or the connection itself would break.
      const request = args.request as { body: string };
      request.body = request.body.replace('GetCallerIdentity', 'GetSessionTokenXY');
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await expect(client.send(who)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
});

test('an unsigned request is refused', async () => {
  const response = await fetch(simulator.url, { method: 'POST', body: 'Action=GetCallerIdentity' });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('MissingAuthenticationToken');
});

test('a denied operation names who and what, in the words of its protocol', async () => {
  simulator.faults.add({ kind: 'deny' });
  await expect(ec2.send(instances)).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    message: expect.stringContaining('ec2:DescribeInstances'),
    $metadata: { httpStatusCode: 403 },
  });
  await expect(sts.send(who)).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
});

test('throttling has a code of its own for each protocol and may pass', async () => {
  simulator.faults.add({ kind: 'throttle', times: 2 });
  await expect(ec2.send(instances)).rejects.toMatchObject({
    name: 'RequestLimitExceeded',
    $metadata: { httpStatusCode: 503 },
  });
  await expect(sts.send(who)).rejects.toMatchObject({ name: 'Throttling', $metadata: { httpStatusCode: 400 } });
  await expect(sts.send(who)).resolves.toBeTruthy();
});

test('a client that retries gets through', async () => {
  simulator.faults.add({ kind: 'throttle', service: 'ec2', times: 1 });
  const before = simulator.calls().length;
  await new EC2Client({ ...payer, maxAttempts: 3 }).send(instances);
  expect(simulator.calls().slice(before)).toMatchObject([
    { error: 'RequestLimitExceeded', status: 503 },
    { status: 200 },
  ]);
});

test('a fault hits only what it names', async () => {
  const { regions = [] } = simulator.truth.clouds.aws.accounts[0] ?? {};
  const [, elsewhere = ''] = regions;
  simulator.faults.add({ kind: 'error', service: 'ec2', operation: 'DescribeInstances', region: 'us-east-1' });
  await expect(ec2.send(instances)).rejects.toMatchObject({ name: 'InternalError' });
  await expect(ec2.send(new DescribeVolumesCommand({}))).resolves.toBeTruthy();
  await expect(new EC2Client({ ...payer, region: elsewhere }).send(instances)).resolves.toBeTruthy();
  await expect(new EC2Client(assumed).send(instances)).rejects.toMatchObject({ name: 'InternalError' });
});

test('a fault of one account leaves the others alone', async () => {
  simulator.faults.add({ kind: 'deny', account: simulator.truth.clouds.aws.accounts[1]?.id ?? '' });
  await expect(new EC2Client(assumed).send(instances)).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  await expect(ec2.send(instances)).resolves.toBeTruthy();
});

test('a hanging operation never answers', async () => {
  simulator.faults.add({ kind: 'hang', service: 'sts' });
  const abort = AbortSignal.timeout(300);
  await expect(sts.send(who, { abortSignal: abort })).rejects.toMatchObject({ name: 'AbortError' });
  expect(simulator.calls().at(-1)).toMatchObject({ operation: 'GetCallerIdentity', status: 0 });
});

test('a dropped connection is an error of the network', async () => {
  simulator.faults.add({ kind: 'drop', service: 'sts', times: 1 });
  await expect(sts.send(who)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(sts.send(who)).resolves.toBeTruthy();
});

test('an answer that breaks off is an error of the network', async () => {
  simulator.faults.add({ kind: 'reset', service: 'ec2', times: 1 });
  await expect(ec2.send(instances)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(ec2.send(instances)).resolves.toBeTruthy();
});

test('a session can run out in the middle of the work, and stays so', async () => {
  const { account = '' } = simulator.estate.resources.find(({ cloud }) => cloud === 'aws') ?? {};
  const session = new STSClient(await asAccount(simulator, account));
  await expect(session.send(who)).resolves.toBeTruthy();
  simulator.faults.add({ kind: 'expire', service: 'sts', times: 1 });
  await expect(session.send(who)).rejects.toMatchObject({ name: 'ExpiredToken' });
  await expect(session.send(who)).rejects.toMatchObject({ name: 'ExpiredToken' });
});

test('with all but some actions denied, who one is can still be asked', async () => {
  simulator.faults.denyAllBut(['ec2:DescribeVol*']);
  await expect(ec2.send(instances)).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  await expect(ec2.send(new DescribeVolumesCommand({}))).resolves.toBeTruthy();
  await expect(sts.send(who)).resolves.toBeTruthy();
});

test('every call is counted with who asked what and where', async () => {
  const before = simulator.calls().length;
  await ec2.send(instances);
  expect(simulator.calls().slice(before)).toEqual([
    {
      cloud: 'aws',
      service: 'ec2',
      operation: 'DescribeInstances',
      account: simulator.truth.clouds.aws.accounts[0]?.id,
      region: 'us-east-1',
      status: 200,
      at: expect.any(Date),
    },
  ]);
});

test('what asks faster than AWS allows is refused, where quotas count', async () => {
  // Time stands still, or the quota would fill up meanwhile.
  const now = new Date();
  const clock = () => now;
  const strict = await startSimulator({ resources: 10, quotas: true, clock });
  const client = new LambdaClient(asPayer(strict));
  const asked = Array.from({ length: 20 }, () => client.send(new ListFunctionsCommand({})));
  const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected');
  await strict.close();
  expect(refused).toHaveLength(5);
  expect(refused[0]).toMatchObject({
    reason: { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } },
  });
});
