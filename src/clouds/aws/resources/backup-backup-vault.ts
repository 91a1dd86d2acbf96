import type { BackupVaultListMember } from '@aws-sdk/client-backup';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  CREATING: 'pending',
  AVAILABLE: 'available',
  FAILED: 'failed',
};

const LISTING = 'backup:ListBackupVaults';

/** What recovery points are kept in. The list has no tags. */
export const backupBackupVault = defineAwsCollector({
  type: 'backup:backup-vault',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  // What is kept in it is charged (https://aws.amazon.com/backup/pricing).
  free: true,
  permissions: [LISTING, 'backup:ListTags'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<BackupVaultListMember>> {
    const { ListTagsCommand, paginateListBackupVaults } = await import('@aws-sdk/client-backup');
    const client = await clients.client('backup', scope.region);
    const vaults = itemsOf(paginateListBackupVaults({ client, pageSize: 1000 }, {}), (page) => page.BackupVaultList);
    yield* withTags(vaults, async (vault) => {
      // A vault has 50 tags at most, and a page takes a thousand.
      const asked = new ListTagsCommand({ ResourceArn: idOf(vault.BackupVaultArn, LISTING), MaxResults: 1000 });
      const answer = await detail('backup:ListTags', () => client.send(asked));
      return answer && { ...answer.Tags };
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.BackupVaultArn, LISTING),
      name: item.BackupVaultName,
      // Only those that are made for isolation have one.
      ...(item.VaultState ? { state: STATES[item.VaultState] ?? 'unknown' } : {}),
      providerState: item.VaultState,
      createdAt: item.CreationDate?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
