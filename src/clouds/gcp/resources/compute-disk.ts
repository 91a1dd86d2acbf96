import { defineGcpCollector } from '../collector.ts';
import { type Disk, diskFacts, diskPayload } from '../disks.ts';

/** Persistent disks and Hyperdisks of a zone. */
export const computeDisk = defineGcpCollector<Disk, 'volume'>({
  type: 'compute.googleapis.com/Disk',
  kind: 'volume',
  taggable: true,
  detailed: true,
  normalize: diskFacts,
  payload: diskPayload,
});
