import type { PlantedResource } from '../estate.ts';
import { type AzureDetail, azureFamily, type Place, plantedNear, referenceTo } from './azure-resource.ts';

export const virtualNetworkType = 'Microsoft.Network/virtualNetworks';
export const publicAddressType = 'Microsoft.Network/publicIPAddresses';

export const virtualNetworks = azureFamily({
  type: virtualNetworkType,
  weight: 3,
  where: 'evenly',
  role: 'vnet',
  plan: (random, { position }) => ({
    properties: {
      provisioningState: 'Succeeded',
      addressSpace: { addressPrefixes: [`10.${position % 256}.0.0/16`] },
      subnets: ['default', 'app', 'data'].slice(0, random.int(1, 3)).map((name, index) => ({
        name,
        properties: { addressPrefix: `10.${position % 256}.${index}.0/24`, provisioningState: 'Succeeded' },
      })),
      enableDdosProtection: false,
    },
  }),
});

export const securityGroups = azureFamily({
  type: 'Microsoft.Network/networkSecurityGroups',
  weight: 5,
  where: 'evenly',
  role: 'nsg',
  plan: (random) => ({
    properties: {
      provisioningState: 'Succeeded',
      securityRules: random.sample([22, 80, 443, 1433, 3389], random.int(0, 3)).map((port, index) => ({
        name: `allow-${port}`,
        properties: {
          ...{ protocol: 'Tcp', access: 'Allow', direction: 'Inbound', priority: 100 + index * 10 },
          ...{ destinationPortRange: String(port), sourcePortRange: '*', destinationAddressPrefix: '*' },
          sourceAddressPrefix: random.chance(0.3) ? '*' : '10.0.0.0/8',
        },
      })),
    },
  }),
});

export const natGateways = azureFamily({
  type: 'Microsoft.Network/natGateways',
  weight: 1,
  role: 'nat',
  plan: (random, place) => ({
    sku: { name: 'Standard' },
    properties: {
      provisioningState: 'Succeeded',
      idleTimeoutInMinutes: 4,
      subnets: random.chance(0.8) ? [{ id: subnetOf(place) }] : [],
    },
  }),
});

/** Some belong to what answers under them, some to nothing. */
export const publicAddresses = azureFamily({
  type: publicAddressType,
  weight: 5,
  role: 'pip',
  plan(random, place) {
    const owner = plantedNear(place, networkInterfaceType)[place.position * 3];
    const attached = owner !== undefined && random.chance(0.7);
    const standard = random.chance(0.8);
    return {
      sku: { name: standard ? 'Standard' : 'Basic', tier: 'Regional' },
      properties: {
        provisioningState: 'Succeeded',
        publicIPAddressVersion: 'IPv4',
        publicIPAllocationMethod: standard ? 'Static' : 'Dynamic',
        idleTimeoutInMinutes: 4,
        // A dynamic one has an address only while something uses it.
        ...((standard || attached) && {
          ipAddress: `20.${random.int(1, 254)}.${random.int(0, 255)}.${random.int(1, 254)}`,
        }),
        ...(attached && { ipConfiguration: { id: `${referenceTo(random, owner).id}/ipConfigurations/ipconfig1` } }),
      },
    };
  },
});

export const networkInterfaceType = 'Microsoft.Network/networkInterfaces';
export const virtualMachineType = 'Microsoft.Compute/virtualMachines';

export const interfaceName = (machine: string): string => `${machine}-nic`;

/** First every machine gets one; the rest were left behind when theirs were deleted. */
export const networkInterfaces = azureFamily({
  type: networkInterfaceType,
  weight: 15,
  role: 'nic',
  plan(random, place, _, group) {
    const { context, account, region, position } = place;
    const machine = context.planted<AzureDetail>(virtualMachineType, account.id, region)[position];
    return {
      ...(machine && {
        name: interfaceName(machine.name ?? ''),
        group: { ...group, name: machine.detail.resourceGroup },
      }),
      properties: {
        provisioningState: 'Succeeded',
        macAddress: random
          .hex(12)
          .toUpperCase()
          .replaceAll(/(..)(?=.)/g, '$1-'),
        enableAcceleratedNetworking: random.chance(0.4),
        ...(machine && { virtualMachine: referenceTo(random, machine) }),
        ipConfigurations: [
          {
            name: 'ipconfig1',
            properties: {
              privateIPAddress: `10.0.${(position >> 8) % 256}.${position % 256}`,
              subnet: { id: subnetOf(place) },
            },
          },
        ],
      },
    };
  },
});

const everywhere = (place: Place): readonly PlantedResource[] =>
  place.context.planted(virtualNetworkType, place.account.id, place.region);

/** A subnet nearby; where nothing was planted, one that another team shares. */
export function subnetOf(place: Place): string {
  const [network] = everywhere(place);
  return `${network?.id ?? `/subscriptions/${place.account.id}/resourceGroups/rg-shared/providers/Microsoft.Network/virtualNetworks/hub`}/subnets/default`;
}

export const loadBalancers = azureFamily({
  type: 'Microsoft.Network/loadBalancers',
  weight: 2,
  role: 'lb',
  plan(random, { context, account, region }) {
    const members = random.sample(context.planted(networkInterfaceType, account.id, region), random.int(0, 3));
    return {
      sku: { name: random.chance(0.75) ? 'Standard' : 'Basic', tier: 'Regional' },
      properties: {
        provisioningState: 'Succeeded',
        frontendIPConfigurations: [{ name: 'frontend', properties: {} }],
        backendAddressPools: [
          {
            name: 'backend',
            properties: {
              backendIPConfigurations: members.map((member) => ({
                id: `${referenceTo(random, member).id}/ipConfigurations/ipconfig1`,
              })),
            },
          },
        ],
        loadBalancingRules:
          members.length === 0 ? [] : [{ name: 'https', properties: { protocol: 'Tcp', frontendPort: 443 } }],
      },
    };
  },
});

export const applicationGateways = azureFamily({
  type: 'Microsoft.Network/applicationGateways',
  weight: 1,
  role: 'agw',
  plan: (random) => ({
    properties: {
      provisioningState: 'Succeeded',
      operationalState: random.chance(0.9) ? 'Running' : 'Stopped',
      sku: { name: 'WAF_v2', tier: 'WAF_v2', capacity: random.int(1, 4) },
      backendAddressPools: random.chance(0.8)
        ? [{ name: 'backend', properties: { backendAddresses: [{ ipAddress: '10.0.1.4' }] } }]
        : [{ name: 'backend', properties: { backendAddresses: [] } }],
    },
  }),
});
