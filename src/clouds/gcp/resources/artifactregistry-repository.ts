import { defineGcpCollector } from '../collector.ts';

/** Repositories of Artifact Registry. */
export const artifactregistryRepository = defineGcpCollector({
  type: 'artifactregistry.googleapis.com/Repository',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
