import { definePlainCollector } from '../plain-type.ts';

/** Redis of Memorystore. */
export const redisInstance = definePlainCollector('redis.googleapis.com/Instance', 'cache');
