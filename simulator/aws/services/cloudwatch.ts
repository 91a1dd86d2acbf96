import { cborService } from '../protocols/cbor.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsService } from '../service.ts';
import { alarmOperations } from './cloudwatch-alarms.ts';
import { cloudwatchOperations } from './cloudwatch-operations.ts';
import { cloudwatchQuery } from './cloudwatch-query.ts';

const api = {
  signingName: 'monitoring',
  iamPrefix: 'cloudwatch',
  targetPrefix: 'GraniteServiceVersion20100801',
  operations: { ...cloudwatchOperations, ...alarmOperations },
  queryCompatible: true,
} as const;

/**
 * CloudWatch in each protocol that it answers: JSON 1.0 is what the current SDKs of JavaScript and Python choose,
 * CBOR and query what those before them do.
 */
export const cloudwatchServices: readonly AwsService[] = [
  jsonService({ ...api, version: '1.0' }),
  cborService(api),
  cloudwatchQuery,
];
