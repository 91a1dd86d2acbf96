import type { AzureApi } from './service.ts';

/** What a token must be for; Resource Manager also takes its own address, by which its clients name it. */
export const audiences: Readonly<Partial<Record<AzureApi, readonly string[]>>> = {
  arm: ['https://management.azure.com', 'https://management.core.windows.net'],
  monitor: ['https://metrics.monitor.azure.com'],
  graph: ['https://graph.microsoft.com'],
  vault: ['https://vault.azure.net'],
};

export const knownAudiences: readonly string[] = Object.values(audiences).flat();
