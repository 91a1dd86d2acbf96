import { uuid } from '../uuid.ts';
import { namedResources } from './named-resources.ts';

export interface KinesisStreamDetail {
  readonly status: 'ACTIVE' | 'UPDATING';
  readonly mode: 'ON_DEMAND' | 'PROVISIONED';
}

/** A list of them tells their names alone. */
export type DeliveryStreamDetail = Readonly<Record<never, never>>;

export interface KafkaClusterDetail {
  readonly state: 'ACTIVE' | 'UPDATING';
  readonly kind: 'PROVISIONED' | 'SERVERLESS';
  readonly brokers: number;
}

export const kinesisStreams = namedResources<KinesisStreamDetail>({
  type: 'kinesis:stream',
  weight: 2,
  roles: ['clicks', 'events', 'audit'],
  path: (name) => `stream/${name}`,
  detail: (random) => ({
    status: random.chance(0.97) ? 'ACTIVE' : 'UPDATING',
    mode: random.pick(['ON_DEMAND', 'PROVISIONED']),
  }),
});

export const deliveryStreams = namedResources<DeliveryStreamDetail>({
  type: 'firehose:deliverystream',
  weight: 1,
  roles: ['archive', 'metrics'],
  path: (name) => `deliverystream/${name}`,
  detail: () => ({}),
});

export const kafkaClusters = namedResources<KafkaClusterDetail>({
  type: 'kafka:cluster',
  weight: 1,
  roles: ['bus', 'broker'],
  path: (name, random) => `cluster/${name}/${uuid(random)}-${random.int(1, 25)}`,
  detail: (random) => ({
    state: random.chance(0.95) ? 'ACTIVE' : 'UPDATING',
    kind: random.chance(0.8) ? 'PROVISIONED' : 'SERVERLESS',
    brokers: random.pick([2, 3, 6]),
  }),
});
