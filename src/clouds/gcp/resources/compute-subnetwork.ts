import { defineGcpCollector } from '../collector.ts';
import { fullName } from '../names.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/subnetworks */
interface Subnetwork {
  readonly network?: string;
  readonly ipCidrRange?: string;
  readonly secondaryIpRanges?: readonly { readonly ipCidrRange?: string }[];
}

/** Subnetworks, which span the zones of a region. */
export const computeSubnetwork = defineGcpCollector<Subnetwork, 'subnet'>({
  type: 'compute.googleapis.com/Subnetwork',
  kind: 'subnet',
  taggable: false,
  // Traffic and flow logs are charged (https://cloud.google.com/vpc/pricing).
  free: true,
  detailed: true,
  normalize: ({ data }) => ({
    state: 'available',
    attributes: {
      networkId: fullName(data.network),
      cidrBlocks: [data, ...(data.secondaryIpRanges ?? [])].flatMap(({ ipCidrRange }) => ipCidrRange ?? []),
    },
  }),
});
