import { type Address, addressFacts } from '../addresses.ts';
import { defineGcpCollector } from '../collector.ts';

/** Reserved addresses of a region, external and internal. */
export const computeAddress = defineGcpCollector<Address, 'ip-address'>({
  type: 'compute.googleapis.com/Address',
  kind: 'ip-address',
  taggable: true,
  detailed: true,
  normalize: addressFacts,
});
