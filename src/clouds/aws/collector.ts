import type { Kind } from '../../model/kinds.ts';
import { type AnyCollector, type Collector, defineCollector } from '../collector.ts';
import type { AwsClients } from './clients.ts';

export type AwsCollector = AnyCollector<AwsClients>;

/** A resource type of AWS. The type is the service and the resource part of its ARN: `ec2:instance`. */
export const defineAwsCollector = <Raw, K extends Kind>(collector: Collector<AwsClients, Raw, K>) =>
  defineCollector(collector);
