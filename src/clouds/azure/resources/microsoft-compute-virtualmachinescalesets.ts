import { definePlainCollector } from '../plain-type.ts';

/** Scale sets; the machines of flexible ones are machines, and those of uniform ones are parts of the set. */
export const microsoftComputeVirtualmachinescalesets = definePlainCollector({
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  family: 'compute',
  createdIn: 'timeCreated',
});
