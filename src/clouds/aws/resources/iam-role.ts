import type { Role } from '@aws-sdk/client-iam';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

// Service-linked roles, and those that Identity Center keeps: their owner is AWS.
const AWS_OWN = /^\/(aws-service-role|aws-reserved)\//;

/** IAM roles. The list has no tags. */
export const iamRole = defineAwsCollector({
  type: 'iam:role',
  kind: 'role',
  reach: 'global',
  taggable: true,
  // IAM is offered at no charge (https://aws.amazon.com/iam).
  free: true,
  permissions: ['iam:ListRoles', 'iam:ListRoleTags'],
  async *list({ clients, detail }): AsyncIterable<Tagged<Role>> {
    const { ListRoleTagsCommand, paginateListRoles } = await import('@aws-sdk/client-iam');
    const client = await clients.client('iam', clients.home);
    const roles = itemsOf(paginateListRoles({ client, pageSize: 1000 }, {}), ({ Roles }) => Roles);
    yield* withTags(roles, async (role) => {
      // A role has 50 tags at most, and a page takes 100.
      const input = { RoleName: role.RoleName };
      const answer = await detail('iam:ListRoleTags', () => client.send(new ListRoleTagsCommand(input)));
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item, tags }) {
    const managedByProvider = AWS_OWN.test(item.Path ?? '');
    return {
      id: idOf(item.Arn, 'iam:ListRoles'),
      name: item.RoleName,
      createdAt: item.CreateDate?.toISOString(),
      tags,
      // AWS refuses to tag the roles that it made for its services.
      taggable: managedByProvider ? false : undefined,
      flags: managedByProvider ? ['managed-by-provider'] : undefined,
      attributes: {
        path: item.Path,
        // The list leaves it out; only GetRole tells.
        lastUsedAt: item.RoleLastUsed?.LastUsedDate?.toISOString(),
        managedByProvider,
      },
    };
  },
});
