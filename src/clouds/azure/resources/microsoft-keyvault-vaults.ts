import { definePlainCollector } from '../plain-type.ts';

/** Key vaults; never what is in them. */
export const microsoftKeyvaultVaults = definePlainCollector({
  type: 'Microsoft.KeyVault/vaults',
  family: 'platform',
});
