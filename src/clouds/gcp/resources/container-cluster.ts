import { defineGcpCollector } from '../collector.ts';

/** Clusters of Kubernetes Engine. */
export const containerCluster = defineGcpCollector({
  type: 'container.googleapis.com/Cluster',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
