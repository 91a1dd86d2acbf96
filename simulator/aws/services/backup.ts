import type { BackupVaultDetail } from '../../estate/aws/operations.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';

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

function listVaults(call: RestCall): object {
  const { request } = call;
  const page = askedPage(vaultsOf(call), request, {
    question: 'ListBackupVaults',
    token: request.query.get('nextToken') ?? undefined,
    size: numberIn(request.query, 'maxResults'),
    maximum: 1000,
    invalid: 'InvalidParameterValueException',
  });
  return { BackupVaultList: page.items.map(vaultOf), NextToken: page.nextToken };
}

function listTags(call: RestCall): object {
  return { Tags: foundIn(vaultsOf(call), call.labels.resourceArn, 'ResourceNotFoundException').tags };
}

const vaultsOf = ({ request, estate }: RestCall) =>
  plantedHere<BackupVaultDetail>('backup:backup-vault', request, estate);

const vaultOf = ({ id, name, createdAt, detail }: PlantedResource<BackupVaultDetail>) => ({
  BackupVaultName: name,
  BackupVaultArn: id,
  VaultType: 'BACKUP_VAULT',
  CreationDate: createdAt,
  NumberOfRecoveryPoints: detail.recoveryPoints,
  Locked: false,
});
