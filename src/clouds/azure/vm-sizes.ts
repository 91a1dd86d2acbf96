import { CloudError } from '../../model/errors.ts';
import { type AzureClients, listed } from './clients.ts';
import type { AzureRow } from './collector.ts';
import { regionOf } from './row-facts.ts';

export const SIZES_PERMISSION = 'Microsoft.Compute/skus/read';
// A region's come in one. They are a detail, which must not use up the time of the machines.
const MOST_PAGES = 20;

/** What a size of virtual machines has. */
export interface VmSize {
  readonly vcpus: number | undefined;
  readonly memoryGib: number | undefined;
}

interface ResourceSku {
  readonly resourceType?: string;
  readonly name?: string;
  readonly capabilities?: readonly { readonly name?: string; readonly value?: string }[];
}

interface VmProperties {
  readonly hardwareProfile?: { readonly vmSize?: string };
}

/** The sizes that are in use, learnt region by region as they come up. */
export interface VmSizes {
  sizeOf(name: string | undefined): VmSize | undefined;
  /** Asks for those of these machines that are not known yet. @throws CloudError where a region's can't be had, each time. */
  learn(rows: readonly AzureRow[]): Promise<void>;
}

/** A size is the same in every subscription, so that the first one that has machines of it is asked for all. */
export function vmSizes(clients: AzureClients): VmSizes {
  const known = new Map<string, VmSize>();
  /** Regions, with what came of it. */
  const asked = new Map<string, CloudError | undefined>();
  const sizeOf = (name: string | undefined) => known.get(name?.toLowerCase() ?? '');

  async function ask(subscription: string, region: string): Promise<CloudError | undefined> {
    try {
      await read(subscription, region);
      return undefined;
    } catch (error) {
      if (error instanceof CloudError) return error;
      throw error;
    }
  }

  async function read(subscription: string, region: string): Promise<void> {
    const filter = encodeURIComponent(`location eq '${region}'`);
    const request = {
      host: clients.hosts.arm,
      path: `/subscriptions/${subscription}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=${filter}`,
      service: 'arm',
      action: SIZES_PERMISSION,
      account: subscription,
    } as const;
    for await (const sku of listed<ResourceSku>(clients, request, MOST_PAGES))
      if (sku.resourceType === 'virtualMachines' && sku.name) known.set(sku.name.toLowerCase(), sizeIn(sku));
  }

  return {
    sizeOf,
    async learn(rows) {
      const failures = new Map<string, CloudError>();
      for (const { subscriptionId, location, properties } of rows) {
        const name = (properties as VmProperties | undefined)?.hardwareProfile?.vmSize;
        const region = regionOf(location ?? '');
        // A size that its own region doesn't tell of is retired; to ask again for it would be in vain.
        if (!name || !/^[a-z0-9]+$/.test(region) || sizeOf(name)) continue;
        if (!asked.has(region)) asked.set(region, await ask(subscriptionId, region));
        const failure = asked.get(region);
        if (failure) failures.set(region, failure);
      }
      // Another subscription may be allowed to; what failed after all its attempts would fail again.
      for (const [region, { facts }] of failures) if (facts.reason === 'denied') asked.delete(region);
      const [first] = failures.values();
      if (first) throw first;
    },
  };
}

function sizeIn({ capabilities = [] }: ResourceSku): VmSize {
  const number = (wanted: string) => {
    const value = Number(capabilities.find(({ name }) => name === wanted)?.value);
    return value > 0 ? value : undefined;
  };
  // Constrained sizes have fewer than their family's.
  return { vcpus: number('vCPUsAvailable') ?? number('vCPUs'), memoryGib: number('MemoryGB') };
}
