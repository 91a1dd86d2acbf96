import type { AccessKeyMetadata, User } from '@aws-sdk/client-iam';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { gone } from '../gone.ts';
import { iamUsers } from '../iam-users.ts';
import { idOf } from '../id-of.ts';

interface AccessKey {
  readonly user: User;
  readonly key: AccessKeyMetadata;
  readonly lastUsed: Date | undefined;
}

/** Long-lived keys of IAM users. Of a key's id only the end is kept: that is what people compare. */
export const iamAccessKey = defineAwsCollector({
  type: 'iam:access-key',
  kind: 'access-key',
  reach: 'global',
  taggable: false,
  // IAM is offered at no charge (https://aws.amazon.com/iam).
  free: true,
  permissions: ['iam:ListUsers', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
  async *list({ clients, detail }): AsyncIterable<AccessKey> {
    const { GetAccessKeyLastUsedCommand, ListAccessKeysCommand } = await import('@aws-sdk/client-iam');
    const client = await clients.client('iam', clients.home);
    const keysOf = async (user: User): Promise<AccessKey[]> => {
      // Without a name it would be asked for the caller's own.
      const input = { UserName: idOf(user.UserName, 'iam:ListUsers') };
      // A user has two keys at most, so there is one page.
      const list = await client.send(new ListAccessKeysCommand(input)).catch(gone);
      const keys = list?.AccessKeyMetadata ?? [];
      return Promise.all(
        keys.map(async (key) => {
          const asked = new GetAccessKeyLastUsedCommand({ AccessKeyId: key.AccessKeyId });
          const used = await detail('iam:GetAccessKeyLastUsed', () => client.send(asked));
          return { user, key, lastUsed: used?.AccessKeyLastUsed?.LastUsedDate };
        }),
      );
    };
    for await (const keys of parallel(iamUsers(clients), 8, keysOf)) yield* keys;
  },
  normalize({ user, key, lastUsed }) {
    const end = `…${idOf(key.AccessKeyId, 'iam:ListAccessKeys').slice(-4)}`;
    return {
      id: `${idOf(user.Arn, 'iam:ListUsers')}/access-key/${end}`,
      name: end,
      state: key.Status === 'Active' ? 'available' : key.Status === 'Inactive' ? 'suspended' : 'unknown',
      providerState: key.Status,
      createdAt: key.CreateDate?.toISOString(),
      tags: {},
      attributes: { owner: user.UserName, lastUsedAt: lastUsed?.toISOString() },
    };
  },
});
