import { defineGcpCollector } from '../collector.ts';

/** Subscriptions to topics of Pub/Sub. */
export const pubsubSubscription = defineGcpCollector({
  type: 'pubsub.googleapis.com/Subscription',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
