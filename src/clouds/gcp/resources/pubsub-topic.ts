import { defineGcpCollector } from '../collector.ts';

/** Topics of Pub/Sub. */
export const pubsubTopic = defineGcpCollector({
  type: 'pubsub.googleapis.com/Topic',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
