import { defineGcpCollector } from '../collector.ts';

/** File servers of Filestore. */
export const fileInstance = defineGcpCollector({
  type: 'file.googleapis.com/Instance',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
