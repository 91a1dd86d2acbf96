import type { BackupVaultListMember } from '@aws-sdk/client-backup';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { backupBackupVault } from './backup-backup-vault.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const vault: BackupVaultListMember = {
  BackupVaultName: 'daily',
  BackupVaultArn: 'arn:aws:backup:eu-west-1:123456789012:backup-vault:daily',
  CreationDate: new Date('2025-01-02T03:04:05Z'),
};

test('a vault in our words', () =>
  expect(backupBackupVault.normalize({ item: vault, tags: { team: 'data' } }, scope)).toEqual({
    id: 'arn:aws:backup:eu-west-1:123456789012:backup-vault:daily',
    name: 'daily',
    providerState: undefined,
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'data' },
    attributes: {},
  }));

test.each([
  ['CREATING', 'pending'],
  ['AVAILABLE', 'available'],
  ['FAILED', 'failed'],
] as const)('the state %s is %s', (word, state) =>
  expect(backupBackupVault.normalize({ item: { ...vault, VaultState: word }, tags: {} }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('tags that could not be read stay unknown', () =>
  expect(backupBackupVault.normalize({ item: vault, tags: undefined }, scope).tags).toBeUndefined());
