import type { BackupVaultDetail } from '../../estate/aws/operations.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { plantedHere, withArn } from './planted-here.ts';

/** AWS Backup: vaults, and their tags one by one. */
export const backupService = restJsonService({
  signingName: 'backup',
  protocol: 'rest-json',
  iamAction: (operation) => `backup:${operation}`,
  routes: [
    { operation: 'ListBackupVaults', method: 'GET', path: '/backup-vaults', answer: listVaults },
    { operation: 'ListTags', method: 'GET', path: '/tags/{resourceArn}', answer: listTags },
  ],
});

function listVaults({ request, estate }: RestCall): object {
  const page = askedPage(plantedHere<BackupVaultDetail>('backup:backup-vault', request, estate), request, {
    operation: 'ListBackupVaults',
    token: request.query.get('nextToken') ?? undefined,
    size: numberIn(request.query, 'maxResults'),
    ...{ maximum: 1000, invalid: 'InvalidParameterValueException' },
  });
  return { BackupVaultList: page.items.map(vaultOf), NextToken: page.nextToken };
}

function listTags({ request, estate, labels }: RestCall): object {
  const absence = { request, estate, code: 'ResourceNotFoundException' };
  return { Tags: withArn(['backup:backup-vault'], labels.resourceArn, absence).tags };
}

const vaultOf = ({ id, name, createdAt, detail }: PlantedResource<BackupVaultDetail>) => ({
  BackupVaultName: name,
  BackupVaultArn: id,
  VaultType: 'BACKUP_VAULT',
  CreationDate: createdAt,
  NumberOfRecoveryPoints: detail.recoveryPoints,
  Locked: false,
});
