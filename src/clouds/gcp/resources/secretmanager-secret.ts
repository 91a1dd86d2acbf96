import { defineGcpCollector } from '../collector.ts';

/** Secrets by name; what they hold is never asked for. */
export const secretmanagerSecret = defineGcpCollector({
  type: 'secretmanager.googleapis.com/Secret',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
