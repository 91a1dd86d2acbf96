import { defineGcpCollector } from '../collector.ts';

/** Services of Cloud Run. */
export const runService = defineGcpCollector({
  type: 'run.googleapis.com/Service',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
