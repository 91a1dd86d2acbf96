import type { AccessKeyDetail, RoleDetail, UserDetail } from '../../estate/aws/iam.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type QueryCall, queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { AwsError } from '../service.ts';
import { tagList } from './tag-list.ts';

const paging = {
  token: 'Marker',
  size: 'MaxItems',
  minimum: 1,
  maximum: 1000,
  default: 100,
  invalidToken: 'ValidationError',
  invalidSize: 'ValidationError',
};

/** IAM: users, roles and access keys of an account, whichever region is asked. Lists come without tags. */
export const iamService = queryService({
  signingName: 'iam',
  version: '2010-05-08',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  operations: {
    ListUsers: (call) =>
      listed(
        call,
        usersOf(call).filter(({ detail }) => detail.path.startsWith(call.param('PathPrefix') ?? '/')),
        'Users',
        ({ id, name, createdAt, detail }) => ({
          Path: detail.path,
          UserName: name,
          UserId: detail.userId,
          Arn: id,
          CreateDate: createdAt,
          PasswordLastUsed: detail.passwordLastUsed,
        }),
      ),
    ListRoles: (call) =>
      listed(
        call,
        rolesOf(call).filter(({ detail }) => detail.path.startsWith(call.param('PathPrefix') ?? '/')),
        'Roles',
        ({ id, name, createdAt, detail }) => ({
          Path: detail.path,
          RoleName: name,
          RoleId: detail.roleId,
          Arn: id,
          CreateDate: createdAt,
          AssumeRolePolicyDocument: trustOf(detail),
          Description: detail.description,
          MaxSessionDuration: detail.maxSessionSeconds,
        }),
      ),
    ListUserTags: (call) =>
      listed(call, tagList(found(usersOf(call), call.required('UserName'), 'user').tags), 'Tags', (tag) => tag),
    ListRoleTags: (call) =>
      listed(call, tagList(found(rolesOf(call), call.required('RoleName'), 'role').tags), 'Tags', (tag) => tag),
    ListAccessKeys(call) {
      const userName = call.param('UserName');
      if (!userName) {
        throw new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials');
      }
      found(usersOf(call), userName, 'user');
      const keys = keysOf(call).filter(({ detail }) => detail.userName === userName);
      return listed(call, keys, 'AccessKeyMetadata', ({ createdAt, detail }) => ({
        UserName: userName,
        AccessKeyId: detail.accessKeyId,
        Status: detail.active ? 'Active' : 'Inactive',
        CreateDate: createdAt,
      }));
    },
    GetAccessKeyLastUsed(call) {
      const accessKeyId = call.required('AccessKeyId');
      const key = keysOf(call).find(({ detail }) => detail.accessKeyId === accessKeyId);
      // AWS doesn't say whether a key of another account exists.
      if (!key) {
        const message = `User: ${call.request.principalArn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${accessKeyId}`;
        throw new AwsError('AccessDenied', message, 403);
      }
      const { userName, lastUsed } = key.detail;
      return {
        UserName: userName,
        AccessKeyLastUsed: {
          LastUsedDate: lastUsed?.at,
          ServiceName: lastUsed?.service ?? 'N/A',
          Region: lastUsed?.region ?? 'N/A',
        },
      };
    },
  },
});

const usersOf = ({ estate, request }: QueryCall) => estate.of<UserDetail>('iam:user', request.account);
const rolesOf = ({ estate, request }: QueryCall) => estate.of<RoleDetail>('iam:role', request.account);
const keysOf = ({ estate, request }: QueryCall) => estate.of<AccessKeyDetail>('iam:access-key', request.account);

function listed<Item>(call: QueryCall, items: readonly Item[], element: string, xml: (item: Item) => Xml): Xml {
  const page = call.page(items, paging);
  return {
    [element]: { member: page.items.map(xml) },
    IsTruncated: page.nextToken !== undefined,
    Marker: page.nextToken,
  };
}

function found<Detail>(resources: readonly PlantedResource<Detail>[], name: string, what: 'user' | 'role') {
  const resource = resources.find((candidate) => candidate.name === name);
  if (!resource) throw new AwsError('NoSuchEntity', `The ${what} with name ${name} cannot be found.`, 404);
  return resource;
}

/** A policy document is percent-encoded JSON. */
function trustOf({ trustedService }: RoleDetail): string {
  const statement = { Effect: 'Allow', Principal: { Service: trustedService }, Action: 'sts:AssumeRole' };
  return encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
}
