import type { BackupVaultListMember } from '@aws-sdk/client-backup';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';

interface VaultWithTags {
  readonly vault: BackupVaultListMember;
  readonly tags: Tags | undefined;
}

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
  async *list({ clients, scope, detail }): AsyncIterable<VaultWithTags> {
    const { ListTagsCommand, paginateListBackupVaults } = await import('@aws-sdk/client-backup');
    const client = await clients.client('backup', scope.region);
    async function* vaults() {
      for await (const page of paginateListBackupVaults({ client, pageSize: 1000 }, {}))
        yield* page.BackupVaultList ?? [];
    }
    yield* parallel(vaults(), 8, async (vault) => {
      // A vault has 50 tags at most, and a page takes a thousand.
      const asked = new ListTagsCommand({ ResourceArn: idOf(vault.BackupVaultArn, LISTING), MaxResults: 1000 });
      const answer = await detail('backup:ListTags', () => client.send(asked));
      return { vault, tags: answer && { ...answer.Tags } };
    });
  },
  normalize({ vault, tags }) {
    return {
      id: idOf(vault.BackupVaultArn, LISTING),
      name: vault.BackupVaultName,
      // Only those that are made for isolation have one.
      ...(vault.VaultState ? { state: STATES[vault.VaultState] ?? 'unknown' } : {}),
      providerState: vault.VaultState,
      createdAt: vault.CreationDate?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
