import { namedResources } from './named-resources.ts';

/** Of these two there is nothing to tell but their names and tags. */
export type QueueDetail = Readonly<Record<string, never>>;
export type TopicDetail = Readonly<Record<string, never>>;

export const queues = namedResources<QueueDetail>({
  type: 'sqs:queue',
  weight: 2,
  roles: ['orders', 'events', 'jobs', 'dead-letters'],
  plant: (random, { account, region, name: named }) => {
    const name = random.chance(0.15) ? `${named}.fifo` : named;
    return { id: `arn:aws:sqs:${region}:${account}:${name}`, name, detail: {} };
  },
});

export const topics = namedResources<TopicDetail>({
  type: 'sns:topic',
  weight: 3,
  roles: ['alerts', 'orders', 'events'],
  plant: (_, { account, region, name }) => ({ id: `arn:aws:sns:${region}:${account}:${name}`, detail: {} }),
});
