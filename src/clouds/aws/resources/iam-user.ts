import type { User } from '@aws-sdk/client-iam';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { iamUsers } from '../iam-users.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface UserWithTags {
  readonly user: User;
  readonly tags: Tags | undefined;
}

/** IAM users. The list has no tags. */
export const iamUser = defineAwsCollector({
  type: 'iam:user',
  kind: 'user',
  reach: 'global',
  taggable: true,
  // IAM is offered at no charge (https://aws.amazon.com/iam).
  free: true,
  permissions: ['iam:ListUsers', 'iam:ListUserTags'],
  async *list({ clients, detail }): AsyncIterable<UserWithTags> {
    const { ListUserTagsCommand } = await import('@aws-sdk/client-iam');
    const client = await clients.client('iam', clients.home);
    yield* parallel(iamUsers(clients), 8, async (user) => {
      // A user has 50 tags at most, and a page takes 100.
      const input = { UserName: user.UserName };
      const answer = await detail('iam:ListUserTags', () => client.send(new ListUserTagsCommand(input)));
      return { user, tags: answer && tagsOf(answer.Tags) };
    });
  },
  normalize({ user, tags }) {
    return {
      id: idOf(user.Arn, 'iam:ListUsers'),
      name: user.UserName,
      createdAt: user.CreateDate?.toISOString(),
      tags,
      attributes: { path: user.Path, lastUsedAt: user.PasswordLastUsed?.toISOString() },
    };
  },
});
