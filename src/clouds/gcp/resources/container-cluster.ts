import { definePlainCollector } from '../plain-type.ts';

/** Clusters of Kubernetes Engine. */
export const containerCluster = definePlainCollector('container.googleapis.com/Cluster', 'cluster');
