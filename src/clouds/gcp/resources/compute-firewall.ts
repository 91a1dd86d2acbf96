import { defineGcpCollector } from '../collector.ts';
import { fullName } from '../names.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/firewalls */
interface Firewall {
  readonly network?: string;
  readonly description?: string;
  readonly direction?: string;
  readonly disabled?: boolean;
  readonly allowed?: readonly object[];
  readonly denied?: readonly object[];
}

/** Firewall rules of networks, each of one direction. */
export const computeFirewall = defineGcpCollector<Firewall, 'firewall'>({
  type: 'compute.googleapis.com/Firewall',
  kind: 'firewall',
  taggable: false,
  // Rules of a network cost nothing; those of policies may (https://cloud.google.com/firewall/pricing).
  free: true,
  detailed: true,
  normalize({ data }) {
    const rules = (data.allowed?.length ?? 0) + (data.denied?.length ?? 0);
    const rulesOf = (direction: string) =>
      data.direction === undefined ? undefined : data.direction === direction ? rules : 0;
    return {
      state: data.disabled ? 'suspended' : 'available',
      attributes: {
        networkId: fullName(data.network),
        description: data.description || undefined,
        inboundRules: rulesOf('INGRESS'),
        outboundRules: rulesOf('EGRESS'),
      },
    };
  },
});
