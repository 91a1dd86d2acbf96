import { defineGcpCollector } from '../collector.ts';
import { type Disk, diskFacts, diskPayload } from '../disks.ts';

/** Disks that are kept in two zones of a region. */
export const computeRegionDisk = defineGcpCollector<Disk, 'volume'>({
  type: 'compute.googleapis.com/RegionDisk',
  kind: 'volume',
  taggable: true,
  detailed: true,
  normalize: diskFacts,
  payload: diskPayload,
});
