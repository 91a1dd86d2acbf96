import { defineGcpCollector } from '../collector.ts';
import { lastPart } from '../names.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/networks */
interface Network {
  /** Of legacy networks only; others have ranges in their subnetworks. */
  readonly IPv4Range?: string;
}

/** VPC networks, which span all regions. */
export const computeNetwork = defineGcpCollector<Network, 'network'>({
  type: 'compute.googleapis.com/Network',
  kind: 'network',
  taggable: false,
  // Traffic is charged (https://cloud.google.com/vpc/pricing).
  free: true,
  detailed: true,
  normalize: ({ name, data }) => ({
    state: 'available',
    attributes: {
      cidrBlocks: data.IPv4Range ? [data.IPv4Range] : [],
      isDefault: lastPart(name) === 'default',
    },
  }),
});
