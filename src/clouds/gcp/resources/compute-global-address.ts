import { type Address, addressFacts } from '../addresses.ts';
import { defineGcpCollector } from '../collector.ts';

/** Reserved addresses of global load balancers and of private services. */
export const computeGlobalAddress = defineGcpCollector<Address, 'ip-address'>({
  type: 'compute.googleapis.com/GlobalAddress',
  kind: 'ip-address',
  taggable: true,
  detailed: true,
  normalize: addressFacts,
});
