import { definePlainCollector } from '../plain-type.ts';

/** Topics of Pub/Sub. */
export const pubsubTopic = definePlainCollector('pubsub.googleapis.com/Topic', 'topic');
