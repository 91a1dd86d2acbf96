import type { AwsService } from '../service.ts';
import { type QueryOperation, queryService } from './query.ts';

/** EC2's own variant of the query protocol: no result element, lists of `item`, errors in a `Response`. */
export const ec2QueryService = (operations: Readonly<Record<string, QueryOperation>>): AwsService =>
  queryService({
    signingName: 'ec2',
    version: '2016-11-15',
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    errorStyle: 'ec2',
    operations,
  });
