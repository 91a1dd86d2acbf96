import { definePlainCollector } from '../plain-type.ts';

/** Recovery Services vaults, which hold backups. */
export const microsoftRecoveryservicesVaults = definePlainCollector({
  type: 'Microsoft.RecoveryServices/vaults',
  family: 'storage',
});
