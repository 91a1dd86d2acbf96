import type { KeyListEntry, KeyMetadata, KMSClient } from '@aws-sdk/client-kms';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface KeyWithDetails {
  readonly key: KeyListEntry;
  /** `alias/orders`, the first of those that lead to it. */
  readonly alias: string | undefined;
  readonly metadata: KeyMetadata | undefined;
  readonly tags: Tags | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  Creating: 'pending',
  Updating: 'pending',
  PendingImport: 'pending',
  Enabled: 'available',
  Disabled: 'stopped',
  PendingDeletion: 'deleting',
  PendingReplicaDeletion: 'deleting',
  Unavailable: 'failed',
};

const LISTING = 'kms:ListKeys';

/** Nobody else may make an alias of this beginning (https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html). */
const OF_AWS = 'alias/aws/';

/** The aliases of a region by the key that they lead to. */
async function aliasesByKey(client: KMSClient): Promise<ReadonlyMap<string, readonly string[]>> {
  const { paginateListAliases } = await import('@aws-sdk/client-kms');
  const aliases = new Map<string, string[]>();
  for await (const { Aliases = [] } of paginateListAliases({ client, pageSize: 100 }, {})) {
    for (const { TargetKeyId, AliasName } of Aliases) {
      if (TargetKeyId && AliasName) aliases.set(TargetKeyId, [...(aliases.get(TargetKeyId) ?? []), AliasName]);
    }
  }
  return aliases;
}

/** The page with one key's policy of its own may refuse us, so that the aliases must do to tell whose a key is. */
async function* customersKeys(client: KMSClient): AsyncIterable<Pick<KeyWithDetails, 'key' | 'alias'>> {
  const { paginateListKeys } = await import('@aws-sdk/client-kms');
  let aliases: ReadonlyMap<string, readonly string[]> | undefined;
  for await (const { Keys = [] } of paginateListKeys({ client, pageSize: 1000 }, {})) {
    // Most regions have no key, and nothing to name.
    if (Keys.length === 0) continue;
    aliases ??= await aliasesByKey(client);
    for (const key of Keys) {
      const own = aliases.get(key.KeyId ?? '') ?? [];
      if (!own.some((alias) => alias.startsWith(OF_AWS))) yield { key, alias: own[0] };
    }
  }
}

/** Keys that the customer made. Those that AWS manages stand in the same list, cost nothing and can't be tagged. */
export const kmsKey = defineAwsCollector({
  type: 'kms:key',
  kind: 'key',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'kms:ListAliases', 'kms:DescribeKey', 'kms:ListResourceTags'],
  async *list({ clients, scope, detail }): AsyncIterable<KeyWithDetails> {
    const { DescribeKeyCommand, ListResourceTagsCommand } = await import('@aws-sdk/client-kms');
    const client = await clients.client('kms', scope.region);
    const keys = parallel(customersKeys(client), 8, async ({ key, alias }): Promise<KeyWithDetails> => {
      const input = { KeyId: idOf(key.KeyArn, LISTING) };
      const [description, tagging] = await Promise.all([
        detail('kms:DescribeKey', () => client.send(new DescribeKeyCommand(input))),
        // A key has 50 tags at most, which is what a page takes.
        detail('kms:ListResourceTags', () => client.send(new ListResourceTagsCommand(input))),
      ]);
      const tags = tagging && tagsOf(tagging.Tags?.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })));
      return { key, alias, metadata: description?.KeyMetadata, tags };
    });
    for await (const found of keys) if (found.metadata?.KeyManager !== 'AWS') yield found;
  },
  normalize({ key, alias, metadata, tags }) {
    return {
      id: idOf(key.KeyArn, LISTING),
      name: alias?.replace(/^alias\//, ''),
      ...(metadata ? { state: STATES[metadata.KeyState ?? ''] ?? 'unknown' } : {}),
      providerState: metadata?.KeyState,
      createdAt: metadata?.CreationDate?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
