import type { User } from '@aws-sdk/client-iam';
import { defineAwsCollector } from '../collector.ts';
import { iamUsers } from '../iam-users.ts';
import { idOf } from '../id-of.ts';
import { type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

/** IAM users. The list has no tags. */
export const iamUser = defineAwsCollector({
  type: 'iam:user',
  kind: 'user',
  reach: 'global',
  taggable: true,
  // IAM is offered at no charge (https://aws.amazon.com/iam).
  free: true,
  permissions: ['iam:ListUsers', 'iam:ListUserTags'],
  async *list({ clients, detail }): AsyncIterable<Tagged<User>> {
    const { ListUserTagsCommand } = await import('@aws-sdk/client-iam');
    const client = await clients.client('iam', clients.home);
    yield* withTags(iamUsers(clients), async (user) => {
      // A user has 50 tags at most, and a page takes 100.
      const input = { UserName: user.UserName };
      const answer = await detail('iam:ListUserTags', () => client.send(new ListUserTagsCommand(input)));
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.Arn, 'iam:ListUsers'),
      name: item.UserName,
      createdAt: item.CreateDate?.toISOString(),
      tags,
      attributes: { path: item.Path, lastUsedAt: item.PasswordLastUsed?.toISOString() },
    };
  },
});
