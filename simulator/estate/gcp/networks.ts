import { plantLoad } from '../load.ts';
import type { Planter } from '../planter.ts';
import { plantCreation } from '../time.ts';
import { instanceType } from './machines.ts';
import { computeId, type GcpDetail, gcpName, gcpResource, pacific, selfLink } from './resource.ts';

/** Networks, subnetworks, firewalls and routers take no labels. */
export const networks: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/Network',
  weight: 1.5,
  where: 'global',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, (_, position) => {
      const name = position === 0 ? 'default' : `vpc-${random.hex(6)}`;
      const path = `projects/${account.id}/global/networks/${name}`;
      const createdAt = plantCreation(random, now, 5);
      return gcpResource(random, {
        ...{ account, region, name, createdAt, type: 'compute.googleapis.com/Network' },
        path: `compute.googleapis.com/${path}`,
        data: () => ({
          ...{ kind: 'compute#network', id: computeId(random), name, autoCreateSubnetworks: position === 0 },
          routingConfig: { routingMode: 'REGIONAL' },
          ...{ creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
        }),
      });
    }),
};

export const subnetworks: Planter<GcpDetail> = {
  type: 'compute.googleapis.com/Subnetwork',
  weight: 4,
  where: 'evenly',
  plant(random, account, region, count, { now, planted }) {
    const links = planted<GcpDetail>('compute.googleapis.com/Network', account.id).map(
      ({ detail }) => detail.data.selfLink,
    );
    return Array.from({ length: count }, (_, position) => {
      const name = position === 0 ? 'default' : `subnet-${random.hex(6)}`;
      const path = `projects/${account.id}/regions/${region}/subnetworks/${name}`;
      const createdAt = plantCreation(random, now, 5);
      return gcpResource(random, {
        ...{ account, region, name, createdAt, type: 'compute.googleapis.com/Subnetwork' },
        path: `compute.googleapis.com/${path}`,
        data: () => ({
          ...{ kind: 'compute#subnetwork', id: computeId(random), name, purpose: 'PRIVATE' },
          network: links[position % Math.max(links.length, 1)],
          ipCidrRange: `10.${128 + (position % 120)}.0.0/20`,
          region: selfLink(`projects/${account.id}/regions/${region}`),
          ...{ creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
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
    const links = planted<GcpDetail>('compute.googleapis.com/Network', account.id).map(
      ({ detail }) => detail.data.selfLink,
    );
    return Array.from({ length: count }, () => {
      const open = random.chance(0.3);
      const name = `allow-${random.pick(['ssh', 'http', 'internal', 'icmp'])}-${random.hex(6)}`;
      const path = `projects/${account.id}/global/firewalls/${name}`;
      const createdAt = plantCreation(random, now, 5);
      return gcpResource(random, {
        ...{ account, region, name, createdAt, type: 'compute.googleapis.com/Firewall' },
        path: `compute.googleapis.com/${path}`,
        data: () => ({
          ...{ kind: 'compute#firewall', id: computeId(random), name, direction: 'INGRESS', priority: 1000 },
          network: links.length > 0 ? random.pick(links) : undefined,
          sourceRanges: [open ? '0.0.0.0/0' : '10.128.0.0/9'],
          allowed: [{ IPProtocol: 'tcp', ports: [random.pick(['22', '80', '443', '0-65535'])] }],
          disabled: random.chance(0.1),
          ...{ creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
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
    const links = planted<GcpDetail>('compute.googleapis.com/Network', account.id).map(
      ({ detail }) => detail.data.selfLink,
    );
    return Array.from({ length: count }, () => {
      const name = `router-${random.hex(6)}`;
      const path = `projects/${account.id}/regions/${region}/routers/${name}`;
      const createdAt = plantCreation(random, now, 4);
      const translates = random.chance(0.75);
      return gcpResource(random, {
        ...{ account, region, name, createdAt, type: 'compute.googleapis.com/Router' },
        path: `compute.googleapis.com/${path}`,
        ...(translates ? { load: plantLoad(random), monthlyDollars: 32 } : { beyondInventory: true }),
        data: () => ({
          ...{ kind: 'compute#router', id: computeId(random), name },
          network: links.length > 0 ? random.pick(links) : undefined,
          region: selfLink(`projects/${account.id}/regions/${region}`),
          nats: translates
            ? [
                {
                  ...{ name: `nat-${name}`, natIpAllocateOption: 'AUTO_ONLY', minPortsPerVm: 64 },
                  sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
                },
              ]
            : undefined,
          ...{ creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
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
    const instances = planted<GcpDetail>(instanceType, account.id, region).map(({ detail }) => detail.data.selfLink);
    return Array.from({ length: count }, (_, position) => {
      const named = gcpName(random, 'ip');
      const { name } = named;
      const path = `projects/${account.id}/regions/${region}/addresses/${name}`;
      const createdAt = plantCreation(random, now, 3);
      const user = random.chance(0.6) ? instances[position] : undefined;
      const status = user === undefined ? 'RESERVED' : 'IN_USE';
      return gcpResource(random, {
        ...{ account, region, named, name, createdAt, type: 'compute.googleapis.com/Address' },
        path: `compute.googleapis.com/${path}`,
        state: status,
        monthlyDollars: user === undefined ? 7.3 : 2.92,
        data: (labels) => ({
          ...{ kind: 'compute#address', id: computeId(random), name, status, addressType: 'EXTERNAL' },
          address: `35.${random.int(184, 247)}.${random.int(0, 255)}.${random.int(1, 254)}`,
          networkTier: 'PREMIUM',
          users: user === undefined ? undefined : [user],
          region: selfLink(`projects/${account.id}/regions/${region}`),
          ...{ labels, creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
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
      const path = `projects/${account.id}/regions/${region}/forwardingRules/${name}`;
      const createdAt = plantCreation(random, now, 3);
      const scheme = random.pick(['EXTERNAL', 'INTERNAL', 'EXTERNAL_MANAGED', 'INTERNAL_MANAGED']);
      return gcpResource(random, {
        ...{ account, region, named, name, createdAt, type: 'compute.googleapis.com/ForwardingRule' },
        path: `compute.googleapis.com/${path}`,
        ...{ load: plantLoad(random), monthlyDollars: 18.25 },
        data: (labels) => ({
          ...{ kind: 'compute#forwardingRule', id: computeId(random), name, loadBalancingScheme: scheme },
          ...{
            IPProtocol: 'TCP',
            IPAddress: `34.${random.int(64, 127)}.${random.int(0, 255)}.9`,
            portRange: '443-443',
          },
          // What balances applications points at a proxy, the others at what is behind them.
          ...(scheme.endsWith('_MANAGED')
            ? { target: selfLink(`projects/${account.id}/regions/${region}/targetHttpsProxies/${name}`) }
            : { backendService: selfLink(`projects/${account.id}/regions/${region}/backendServices/${name}`) }),
          region: selfLink(`projects/${account.id}/regions/${region}`),
          ...{ labels, creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
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
      const path = `projects/${account.id}/global/addresses/${name}`;
      const createdAt = plantCreation(random, now, 3);
      return gcpResource(random, {
        ...{ account, region, named, name, createdAt, type: 'compute.googleapis.com/GlobalAddress' },
        path: `compute.googleapis.com/${path}`,
        ...{ state: 'RESERVED', monthlyDollars: 7.3 },
        data: (labels) => ({
          ...{ kind: 'compute#address', id: computeId(random), name, status: 'RESERVED', addressType: 'EXTERNAL' },
          address: `34.${random.int(96, 127)}.${random.int(0, 255)}.${random.int(1, 254)}`,
          ...{ ipVersion: 'IPV4', labels, creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
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
      const path = `projects/${account.id}/global/forwardingRules/${name}`;
      const createdAt = plantCreation(random, now, 3);
      return gcpResource(random, {
        ...{ account, region, named, name, createdAt, type: 'compute.googleapis.com/GlobalForwardingRule' },
        path: `compute.googleapis.com/${path}`,
        ...{ load: plantLoad(random), monthlyDollars: 18.25 },
        data: (labels) => ({
          ...{ kind: 'compute#forwardingRule', id: computeId(random), name, loadBalancingScheme: 'EXTERNAL_MANAGED' },
          ...{
            IPProtocol: 'TCP',
            IPAddress: `34.${random.int(96, 127)}.${random.int(0, 255)}.7`,
            portRange: '443-443',
          },
          target: selfLink(`projects/${account.id}/global/targetHttpsProxies/${name}`),
          ...{ labels, creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
        }),
      });
    }),
};
