import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startSimulator } from '../../start.ts';
import { asAccount, asPayer } from '../../test/clients.ts';

let time = new Date();
const simulator = await startSimulator({ resources: 20, clock: () => time });
afterAll(() => simulator.close());
afterEach(() => simulator.faults.clear());

const [payer, other] = simulator.truth.clouds.aws.accounts;
const sts = new STSClient(asPayer(simulator));
const asked = { RoleArn: other?.role_arn, ExternalId: other?.external_id, RoleSessionName: 'audit' };

test('the payer is who its keys say', async () => {
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: payer?.id,
    Arn: `arn:aws:iam::${payer?.id}:user/cloudoptima`,
    UserId: expect.stringMatching(/^AIDA/),
  });
});

test('whoever assumes a role is somebody else', async () => {
  const { Credentials, AssumedRoleUser } = await sts.send(new AssumeRoleCommand(asked));
  expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
  expect(Credentials?.Expiration?.getTime()).toBe(Math.floor(time.getTime()) + 3_600_000);
  const connection = await asAccount(simulator, other?.id ?? '');
  const identity = await new STSClient(connection).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe(other?.id);
  expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${other?.id}:assumed-role/CloudOptimaReadOnly/audit`);
  expect(identity.Arn).toBe(`arn:aws:sts::${other?.id}:assumed-role/CloudOptimaReadOnly/test`);
});

test.each([
  ['a wrong external id', { ...asked, ExternalId: 'guess' }, 'AccessDenied', 403],
  ['no external id', { ...asked, ExternalId: undefined }, 'AccessDenied', 403],
  ['a role that is not there', { ...asked, RoleArn: 'arn:aws:iam::123456789012:role/Nobody' }, 'AccessDenied', 403],
  ['more time than there is', { ...asked, DurationSeconds: 50_000 }, 'ValidationError', 400],
  ['a session without a name', { ...asked, RoleSessionName: 'a b' }, 'ValidationError', 400],
])('a role is refused for %s', async (_, input, name, status) => {
  await expect(sts.send(new AssumeRoleCommand(input))).rejects.toMatchObject({
    name,
    $metadata: { httpStatusCode: status },
  });
});

test('a role is refused by its own account, and by no other', async () => {
  simulator.faults.add({ kind: 'deny', service: 'sts', account: other?.id ?? '' });
  await expect(sts.send(new AssumeRoleCommand(asked))).rejects.toMatchObject({ name: 'AccessDenied' });
  const third = simulator.truth.clouds.aws.accounts[2]?.id ?? '';
  expect((await asAccount(simulator, third)).credentials.accessKeyId).toMatch(/^ASIA/);
});

test('a role of one account does not open another', async () => {
  const connection = await asAccount(simulator, other?.id ?? '');
  const [, , third] = simulator.truth.clouds.aws.accounts;
  const command = new AssumeRoleCommand({ ...asked, RoleArn: third?.role_arn, ExternalId: third?.external_id });
  await expect(new STSClient(connection).send(command)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('temporary credentials end', async () => {
  const client = new STSClient(await asAccount(simulator, other?.id ?? ''));
  await client.send(new GetCallerIdentityCommand({}));
  const started = time;
  time = new Date(started.getTime() + 3_600_001);
  await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'ExpiredToken' });
  time = started;
});
