import type { CloudEstate } from '../cloud-estate.ts';

/** The company's part in Azure. */
export const azure: CloudEstate = {
  name: 'azure',
  weight: 30,
  plantAccounts: () => [],
  planters: [],
  chargePlanters: [],
  anomalies: () => [],
  providerType: (type) => type,
};
