import type { BilledService } from '../usage.ts';

/** As Cost Management names it. */
export const computeService = 'Virtual Machines';

const steady = { weekdayShare: 0.04, monthlyGrowth: 0.01 };

/** Billed in the region where the resources are. */
export const regionalServices: readonly BilledService[] = [
  {
    ...{ name: computeService, teams: 3, untagged: 0.12, weekdayShare: 0.25, monthlyGrowth: 0.012 },
    monthly: { 'Microsoft.Compute/virtualMachines': 168 },
  },
  {
    ...{ name: 'Storage', teams: 2, untagged: 0.3, weekdayShare: 0.03, monthlyGrowth: 0.02 },
    monthly: {
      'Microsoft.Compute/disks': 24,
      'Microsoft.Compute/snapshots': 5,
      'Microsoft.Storage/storageAccounts': 71,
    },
  },
  {
    ...{ name: 'SQL Database', teams: 2, untagged: 0.08, ...steady },
    monthly: { 'Microsoft.Sql/servers/databases': 310 },
  },
  {
    ...{ name: 'Azure App Service', teams: 2, untagged: 0.15, ...steady },
    monthly: { 'Microsoft.Web/serverfarms': 118 },
  },
  {
    ...{ name: 'Azure Cosmos DB', teams: 1, untagged: 0.2, weekdayShare: 0.2, monthlyGrowth: 0.02 },
    monthly: { 'Microsoft.DocumentDB/databaseAccounts': 140 },
  },
  {
    ...{ name: 'Azure Kubernetes Service', teams: 1, untagged: 0.25, ...steady },
    monthly: { 'Microsoft.ContainerService/managedClusters': 290 },
  },
  {
    ...{ name: 'Azure Cache for Redis', teams: 1, untagged: 0.1, ...steady },
    monthly: { 'Microsoft.Cache/redis': 96 },
  },
  {
    ...{ name: 'Log Analytics', teams: 0, untagged: 1, weekdayShare: 0.1, monthlyGrowth: 0.03 },
    monthly: { 'Microsoft.OperationalInsights/workspaces': 210, 'Microsoft.Compute/virtualMachines': 4 },
  },
  {
    ...{ name: 'Virtual Network', teams: 0, untagged: 1, ...steady },
    monthly: { 'Microsoft.Network/publicIPAddresses': 3.6, 'Microsoft.Network/natGateways': 34 },
  },
  {
    ...{ name: 'Load Balancer', teams: 1, untagged: 0.2, ...steady },
    monthly: { 'Microsoft.Network/loadBalancers': 21 },
  },
  {
    ...{ name: 'Application Gateway', teams: 1, untagged: 0.1, ...steady },
    monthly: { 'Microsoft.Network/applicationGateways': 245 },
  },
  {
    ...{ name: 'Bandwidth', teams: 0, untagged: 1, weekdayShare: 0.2, monthlyGrowth: 0.015 },
    monthly: { 'Microsoft.Compute/virtualMachines': 6, 'Microsoft.Web/sites': 3 },
  },
];

export const globalServices: readonly BilledService[] = [
  {
    ...{ name: 'Key Vault', teams: 0, untagged: 1, ...steady },
    monthly: { 'Microsoft.KeyVault/vaults': 2.1 },
  },
];
