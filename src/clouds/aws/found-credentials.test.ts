import { expect, test } from 'vitest';
import { machine } from '../testing/machine.ts';
import { awsFoundCredentials, profilesIn } from './found-credentials.ts';

const CONFIG = `
[default]
region = eu-west-1
[profile prod]
sso_session = corp
sso_account_id = 123456789012
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
[profile audit]
role_arn = arn:aws:iam::123456789012:role/audit
source_profile = prod
[profile tool]
credential_process = /opt/tool
s3 =
  aws_access_key_id = 1
[profile empty]
output = json
`;
const KEYS = '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI\n';

test('profiles are told by what they are, without sections that are none', () =>
  expect(profilesIn(CONFIG)).toEqual([
    { name: 'prod', kind: 'SSO' },
    { name: 'audit', kind: 'a role' },
    { name: 'tool', kind: 'a program' },
  ]));

test('every profile of both files is an entry of its own', async () => {
  const found = await awsFoundCredentials(
    machine({ '/home/ada/.aws/config': CONFIG, '/home/ada/.aws/credentials': KEYS }),
  );
  expect(found.map(({ settings }) => settings)).toEqual([
    { cloud: 'aws', profile: 'prod' },
    { cloud: 'aws', profile: 'audit' },
    { cloud: 'aws', profile: 'tool' },
    { cloud: 'aws', profile: 'default' },
  ]);
  expect(found[3]?.words).toBe('profile default (an access key) in /home/ada/.aws/credentials');
});

test('nothing of a key is told', async () => {
  const found = await awsFoundCredentials(
    machine(
      { '/home/ada/.aws/credentials': KEYS },
      { AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'sesame' },
    ),
  );
  expect(found).toHaveLength(2);
  expect(JSON.stringify(found)).not.toMatch(/AKIA|wJalr|sesame/);
});

test.each([
  [{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, 'an access key in the environment (AWS_ACCESS_KEY_ID)'],
  [{ AWS_ACCESS_KEY_ID: 'a' }, undefined],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: 'a', AWS_ROLE_ARN: 'b' }, 'a web identity (AWS_WEB_IDENTITY_TOKEN_FILE)'],
  [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://x' }, 'the role of this container'],
])('%j', async (environment, words) =>
  expect((await awsFoundCredentials(machine({}, environment)))[0]?.words).toBe(words),
);

test('temporary credentials say when they end, where that is told', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' };
  const end = async (more: object) => (await awsFoundCredentials(machine({}, { ...keys, ...more })))[0]?.expiresAt;
  expect(await end({ AWS_CREDENTIAL_EXPIRATION: '2026-11-21T13:00:00+01:00' })).toBe('2026-11-21T12:00:00.000Z');
  expect(await end({})).toBeUndefined();
});

test('an instance has a role, which is asked for where there is nothing else', async () => {
  const vendor = { '/sys/class/dmi/id/sys_vendor': 'Amazon EC2\n' };
  expect(await awsFoundCredentials(machine(vendor))).toEqual([
    { words: 'the role of this instance', settings: { cloud: 'aws' } },
  ]);
  expect(await awsFoundCredentials(machine({ ...vendor, '/home/ada/.aws/config': CONFIG }))).toHaveLength(3);
  expect(await awsFoundCredentials(machine({ '/sys/class/dmi/id/sys_vendor': 'QEMU' }))).toEqual([]);
});

test('the environment says where the files are', async () =>
  expect(
    await awsFoundCredentials(machine({ '/etc/aws': KEYS }, { AWS_SHARED_CREDENTIALS_FILE: '/etc/aws' })),
  ).toHaveLength(1));
