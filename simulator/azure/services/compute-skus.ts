import { type MachineSize, machineSizes } from '../../estate/azure/machine-sizes.ts';
import { listed } from '../pages.ts';
import { AzureError, type Route } from '../service.ts';

const pageSize = 5;

/** What the sizes of machines have, and what else can be had of Compute, in one region or in all. */
export const computeSkuRoutes: readonly Route[] = [
  {
    ...{ api: 'arm', service: 'Microsoft.Compute', operation: 'ListSkus', method: 'GET' },
    path: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Compute\/skus\/?$/i,
    action: 'Microsoft.Compute/skus/read',
    subscription: ([id]) => id,
    answer(request, door) {
      const filter = request.query('$filter');
      const [, region] = /^location eq '([^']*)'$/.exec(filter ?? '') ?? [];
      if (filter !== undefined && region === undefined) {
        throw new AzureError(
          400,
          'InvalidFilterInQueryString',
          `Invalid $filter '${filter}' specified in the query string.`,
        );
      }
      const all = [...new Set(door.tenant.subscriptions.flatMap(({ regions }) => regions))];
      const skus = (region === undefined ? all : [region]).flatMap((place) => [
        ...machineSizes.map((size) => machineSku(size, place)),
        {
          resourceType: 'disks',
          name: 'Premium_LRS',
          tier: 'Premium',
          size: 'P10',
          locations: [place],
          capabilities: [],
        },
      ]);
      return listed(request, door, skus, { size: pageSize });
    },
  },
];

const machineSku = ({ name, family, vcpus, memoryGib }: MachineSize, region: string) => ({
  ...{ resourceType: 'virtualMachines', name, tier: 'Standard', size: name.replace('Standard_', ''), family },
  locations: [region],
  locationInfo: [{ location: region, zones: ['1', '2', '3'], zoneDetails: [] }],
  capabilities: [
    { name: 'vCPUs', value: String(vcpus) },
    { name: 'MemoryGB', value: String(memoryGib) },
    { name: 'PremiumIO', value: 'True' },
  ],
  restrictions: [],
});
