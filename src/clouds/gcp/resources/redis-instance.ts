import { defineGcpCollector } from '../collector.ts';

/** Redis of Memorystore. */
export const redisInstance = defineGcpCollector({
  type: 'redis.googleapis.com/Instance',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
