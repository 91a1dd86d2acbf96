import type { Role } from '@aws-sdk/client-iam';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface RoleWithTags {
  readonly role: Role;
  readonly tags: Tags | undefined;
}

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
  async *list({ clients, detail }): AsyncIterable<RoleWithTags> {
    const { ListRoleTagsCommand, paginateListRoles } = await import('@aws-sdk/client-iam');
    const client = await clients.client('iam', clients.home);
    async function* roles() {
      for await (const page of paginateListRoles({ client, pageSize: 1000 }, {})) yield* page.Roles ?? [];
    }
    yield* parallel(roles(), 8, async (role) => {
      // A role has 50 tags at most, and a page takes 100.
      const input = { RoleName: role.RoleName };
      const answer = await detail('iam:ListRoleTags', () => client.send(new ListRoleTagsCommand(input)));
      return { role, tags: answer && tagsOf(answer.Tags) };
    });
  },
  normalize({ role, tags }) {
    const managedByProvider = AWS_OWN.test(role.Path ?? '');
    return {
      id: idOf(role.Arn, 'iam:ListRoles'),
      name: role.RoleName,
      createdAt: role.CreateDate?.toISOString(),
      tags,
      // AWS refuses to tag the roles that it made for its services.
      taggable: managedByProvider ? false : undefined,
      flags: managedByProvider ? ['managed-by-provider'] : undefined,
      attributes: {
        path: role.Path,
        // The list leaves it out; only GetRole tells.
        lastUsedAt: role.RoleLastUsed?.LastUsedDate?.toISOString(),
        managedByProvider,
      },
    };
  },
});
