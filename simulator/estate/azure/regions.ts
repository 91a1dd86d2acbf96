/** By the name that the API has, with the short form that people put into names. */
export const regionCodes: Readonly<Record<string, string>> = {
  eastus: 'eus',
  eastus2: 'eus2',
  centralus: 'cus',
  westus2: 'wus2',
  westus3: 'wus3',
  canadacentral: 'cac',
  brazilsouth: 'brs',
  northeurope: 'neu',
  westeurope: 'weu',
  uksouth: 'uks',
  germanywestcentral: 'gwc',
  francecentral: 'frc',
  swedencentral: 'swc',
  switzerlandnorth: 'szn',
  southeastasia: 'sea',
  eastasia: 'ea',
  japaneast: 'jpe',
  australiaeast: 'aue',
  centralindia: 'inc',
};

/** What has no region is managed from the first one. */
export const homeRegion = 'eastus';
