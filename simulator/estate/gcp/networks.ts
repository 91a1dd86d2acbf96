import type { PlantedResource } from '../estate.ts';
import { plantLoad } from '../load.ts';
import type { Planter } from '../planter.ts';
import { plantCreation } from '../time.ts';
import { instanceType } from './machines.ts';
import { computeResource, type GcpDetail, gcpName, selfLink } from './resource.ts';

const networkType = 'compute.googleapis.com/Network';

const linksOf = (resources: readonly PlantedResource<GcpDetail>[]) =>
  resources.map(({ detail }) => detail.data.selfLink);

/** Networks, subnetworks, firewalls and routers take no labels. */
export const networks: Planter<GcpDetail> = {
  type: networkType,
  weight: 1.5,
  where: 'global',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, (_, position) => {
      const name = position === 0 ? 'default' : `vpc-${random.hex(6)}`;
      const createdAt = plantCreation(random, now, 5);
      return computeResource(random, {
        kind: 'network',
        collection: 'global/networks',
        ...{ account, region, name, createdAt, type: networkType },
        data: () => ({
          autoCreateSubnetworks: position === 0,
          routingConfig: { routingMode: 'REGIONAL' },
        }),
      });
    }),
};

export const subnetworks: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/Subnetwork',
  weight: 4,
  where: 'evenly',
  plant(random, account, region, count, { now, planted }) {
    const links = linksOf(planted(networkType, account.id));
    return Array.from({ length: count }, (_, position) => {
      const name = position === 0 ? 'default' : `subnet-${random.hex(6)}`;
      const createdAt = plantCreation(random, now, 5);
      return computeResource(random, {
        kind: 'subnetwork',
        collection: `regions/${region}/subnetworks`,
        ...{ account, region, name, createdAt, type: 'compute.googleapis.com/Subnetwork' },
        data: () => ({
          purpose: 'PRIVATE',
          network: links[position % Math.max(links.length, 1)],
          ipCidrRange: `10.${128 + (position % 120)}.0.0/20`,
        }),
      });
    });
  },
};

export const firewalls: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/Firewall',
  weight: 5,
  where: 'global',
  plant(random, account, region, count, { now, planted }) {
    const links = linksOf(planted(networkType, account.id));
    return Array.from({ length: count }, () => {
      const open = random.chance(0.3);
      const name = `allow-${random.pick(['ssh', 'http', 'internal', 'icmp'])}-${random.hex(6)}`;
      const createdAt = plantCreation(random, now, 5);
      return computeResource(random, {
        kind: 'firewall',
        collection: 'global/firewalls',
        ...{ account, region, name, createdAt, type: 'compute.googleapis.com/Firewall' },
        data: () => ({
          direction: 'INGRESS',
          priority: 1000,
          network: links.length > 0 ? random.pick(links) : undefined,
          sourceRanges: [open ? '0.0.0.0/0' : '10.128.0.0/9'],
          allowed: [{ IPProtocol: 'tcp', ports: [random.pick(['22', '80', '443', '0-65535'])] }],
          disabled: random.chance(0.1),
        }),
      });
    });
  },
};

/** Most have a Cloud NAT, which is what costs; it exists nowhere but in its router. */
export const routers: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/Router',
  weight: 2,
  where: 'regions',
  plant(random, account, region, count, { now, planted }) {
    const links = linksOf(planted(networkType, account.id));
    return Array.from({ length: count }, () => {
      const name = `router-${random.hex(6)}`;
      const createdAt = plantCreation(random, now, 4);
      const translates = random.chance(0.75);
      return computeResource(random, {
        kind: 'router',
        collection: `regions/${region}/routers`,
        ...{ account, region, name, createdAt, type: 'compute.googleapis.com/Router' },
        ...(translates ? { load: plantLoad(random), monthlyDollars: 32 } : { beyondInventory: true }),
        data: () => ({
          network: links.length > 0 ? random.pick(links) : undefined,
          nats: translates
            ? [
                {
                  ...{ name: `nat-${name}`, natIpAllocateOption: 'AUTO_ONLY', minPortsPerVm: 64 },
                  sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
                },
              ]
            : undefined,
        }),
      });
    });
  },
};

/** Of an instance, or reserved and used by nobody. */
export const addresses: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/Address',
  weight: 4,
  where: 'regions',
  plant(random, account, region, count, { now, planted }) {
    const instances = linksOf(planted(instanceType, account.id, region));
    return Array.from({ length: count }, (_, position) => {
      const named = gcpName(random, 'ip');
      const { name } = named;
      const createdAt = plantCreation(random, now, 3);
      const user = random.chance(0.6) ? instances[position] : undefined;
      const status = user === undefined ? 'RESERVED' : 'IN_USE';
      return computeResource(random, {
        kind: 'address',
        collection: `regions/${region}/addresses`,
        ...{ account, region, named, name, createdAt, type: 'compute.googleapis.com/Address' },
        state: status,
        monthlyDollars: user === undefined ? 7.3 : 2.92,
        data: () => ({
          status,
          addressType: 'EXTERNAL',
          address: `35.${random.int(184, 247)}.${random.int(0, 255)}.${random.int(1, 254)}`,
          networkTier: 'PREMIUM',
          users: user === undefined ? undefined : [user],
        }),
      });
    });
  },
};

export const forwardingRules: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/ForwardingRule',
  weight: 3,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'lb');
      const { name } = named;
      const createdAt = plantCreation(random, now, 3);
      const scheme = random.pick(['EXTERNAL', 'INTERNAL', 'EXTERNAL_MANAGED', 'INTERNAL_MANAGED']);
      return computeResource(random, {
        kind: 'forwardingRule',
        collection: `regions/${region}/forwardingRules`,
        ...{ account, region, named, name, createdAt, type: 'compute.googleapis.com/ForwardingRule' },
        ...{ load: plantLoad(random), monthlyDollars: 18.25 },
        data: () => ({
          loadBalancingScheme: scheme,
          IPProtocol: 'TCP',
          IPAddress: `34.${random.int(64, 127)}.${random.int(0, 255)}.9`,
          portRange: '443-443',
          // What balances applications points at a proxy, the others at what is behind them.
          ...(scheme.endsWith('_MANAGED')
            ? { target: selfLink(`projects/${account.id}/regions/${region}/targetHttpsProxies/${name}`) }
            : { backendService: selfLink(`projects/${account.id}/regions/${region}/backendServices/${name}`) }),
        }),
      });
    }),
};

/** Reserved for load balancers of the whole world, and mostly forgotten. */
export const globalAddresses: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/GlobalAddress',
  weight: 1,
  where: 'global',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'ip');
      const { name } = named;
      const createdAt = plantCreation(random, now, 3);
      return computeResource(random, {
        kind: 'address',
        collection: 'global/addresses',
        ...{ account, region, named, name, createdAt, type: 'compute.googleapis.com/GlobalAddress' },
        ...{ state: 'RESERVED', monthlyDollars: 7.3 },
        data: () => ({
          status: 'RESERVED',
          addressType: 'EXTERNAL',
          address: `34.${random.int(96, 127)}.${random.int(0, 255)}.${random.int(1, 254)}`,
          ipVersion: 'IPV4',
        }),
      });
    }),
};

export const globalForwardingRules: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/GlobalForwardingRule',
  weight: 1,
  where: 'global',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'lb');
      const { name } = named;
      const createdAt = plantCreation(random, now, 3);
      return computeResource(random, {
        kind: 'forwardingRule',
        collection: 'global/forwardingRules',
        ...{ account, region, named, name, createdAt, type: 'compute.googleapis.com/GlobalForwardingRule' },
        ...{ load: plantLoad(random), monthlyDollars: 18.25 },
        data: () => ({
          loadBalancingScheme: 'EXTERNAL_MANAGED',
          IPProtocol: 'TCP',
          IPAddress: `34.${random.int(96, 127)}.${random.int(0, 255)}.7`,
          portRange: '443-443',
          target: selfLink(`projects/${account.id}/global/targetHttpsProxies/${name}`),
        }),
      });
    }),
};
