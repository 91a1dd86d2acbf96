import {
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  paginateListRoles,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { afterAll, expect, test } from 'vitest';
import type { AccessKeyDetail, UserDetail } from '../../estate/aws/iam.ts';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';
import { pagesOf } from '../../test/pages.ts';

const simulator = await startSimulator({ resources: 50_000 });
afterAll(() => simulator.close());

const account = simulator.estate.accounts[1]?.id ?? '';
const client = new IAMClient(await asAccount(simulator, account));
const users = simulator.estate.of<UserDetail>('iam:user', account);
const roles = simulator.estate.of('iam:role', account);
const keys = simulator.estate.of<AccessKeyDetail>('iam:access-key', account);

test('users come in pages of a hundred, without tags', async () => {
  const pages = await pagesOf(paginateListUsers({ client }, {}));
  expect(users.length).toBeGreaterThan(100);
  expect(pages).toHaveLength(Math.ceil(users.length / 100));
  expect(pages.map(({ IsTruncated }) => IsTruncated).at(-1)).toBe(false);
  const found = pages.flatMap(({ Users = [] }) => Users);
  expect(found.map(({ Arn }) => Arn)).toEqual(users.map(({ id }) => id));
  expect(found.every(({ Tags }) => Tags === undefined)).toBe(true);
});

test('roles include those that AWS made for itself', async () => {
  const pages = await pagesOf(paginateListRoles({ client, pageSize: 50 }, {}));
  const found = pages.flatMap(({ Roles = [] }) => Roles);
  expect(found.map(({ Arn }) => Arn)).toEqual(roles.map(({ id }) => id));
  const { Roles: linked = [] } = await client.send(new ListRolesCommand({ PathPrefix: '/aws-service-role/' }));
  expect(linked.map(({ RoleName }) => RoleName)).toContain('AWSServiceRoleForSupport');
  expect(JSON.parse(decodeURIComponent(linked[0]?.AssumeRolePolicyDocument ?? ''))).toMatchObject({
    Statement: [{ Action: 'sts:AssumeRole' }],
  });
});

test.each(['tagged', 'untagged'])('tags of a user and a role that are %s', async (kind) => {
  const matches = ({ tags }: { tags: object }) => Object.keys(tags).length > 0 === (kind === 'tagged');
  const user = users.find(matches);
  const role = roles.find(matches);
  const ofUser = await client.send(new ListUserTagsCommand({ UserName: user?.name }));
  const ofRole = await client.send(new ListRoleTagsCommand({ RoleName: role?.name }));
  const read = (list: readonly { Key: string | undefined; Value: string | undefined }[] = []) =>
    Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
  expect([read(ofUser.Tags), read(ofRole.Tags)]).toEqual([user?.tags, role?.tags]);
});

test('access keys, and when each was last used', async () => {
  const { AccessKeyMetadata = [] } = await client.send(
    new ListAccessKeysCommand({ UserName: keys[0]?.detail.userName }),
  );
  expect(AccessKeyMetadata.map(({ AccessKeyId }) => AccessKeyId)).toContain(keys[0]?.detail.accessKeyId);
  const used = keys.find(({ detail }) => detail.lastUsed);
  const never = keys.find(({ detail }) => !detail.lastUsed);
  const lastUse = async (key: typeof used) =>
    (await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key?.detail.accessKeyId }))).AccessKeyLastUsed;
  expect(await lastUse(used)).toMatchObject({ LastUsedDate: used?.detail.lastUsed?.at });
  expect(await lastUse(never)).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
});

test.each([
  ['a user that is not there', new ListUserTagsCommand({ UserName: 'nobody' }), 'NoSuchEntityException'],
  ['a page too large', new ListUsersCommand({ MaxItems: 1001 }), 'ValidationError'],
  ['a role that asks for its own keys', new ListAccessKeysCommand({}), 'ValidationError'],
  ['a foreign key', new GetAccessKeyLastUsedCommand({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }), 'AccessDenied'],
])('refuses %s', async (_, command, name) => {
  await expect(client.send(command as ListUsersCommand)).rejects.toMatchObject({ name });
});
