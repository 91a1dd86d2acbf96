import { definePlainCollector } from '../plain-type.ts';

/** Subscriptions to topics of Pub/Sub. */
export const pubsubSubscription = definePlainCollector('pubsub.googleapis.com/Subscription');
