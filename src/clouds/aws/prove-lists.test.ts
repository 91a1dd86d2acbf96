import { DescribeVolumes$ } from '@aws-sdk/client-ec2';
import { ListFunctions$, ListTags$ } from '@aws-sdk/client-lambda';
import { GetBucketLocation$, GetBucketTagging$, GetBucketVersioning$, ListObjects$ } from '@aws-sdk/client-s3';
import { getSmithyContext } from '@smithy/core/transport';
import type { StaticOperationSchema } from '@smithy/types';
import { expect, test } from 'vitest';
import { proveLists } from './prove-lists.ts';

function prove(operationSchema: StaticOperationSchema, output: object): void {
  const context = {};
  Object.assign(getSmithyContext(context), { operationSchema });
  proveLists(output, context, 'a:B');
}

test.each<[what: string, operation: StaticOperationSchema, output: object]>([
  ['a list', DescribeVolumes$, { Volumes: [{ VolumeId: 'vol-1' }] }],
  ['an empty list', DescribeVolumes$, { Volumes: [], NextToken: 'more' }],
  ['an empty list in JSON', ListFunctions$, { Functions: [] }],
  ['a map', ListTags$, { Tags: {} }],
  ['a list without pages', GetBucketTagging$, { TagSet: [] }],
  // It has none of either.
  ['an operation without lists', GetBucketLocation$, {}],
  ['an operation of words', GetBucketVersioning$, { $metadata: {} }],
  // Flattened lists have no element of their own, and where they are empty nothing is written.
  ['flattened lists', ListObjects$, { IsTruncated: false }],
])('%s proves the answer', (_, operation, output) => expect(() => prove(operation, output)).not.toThrow());

test.each<[what: string, operation: StaticOperationSchema, output: object]>([
  ['nothing', DescribeVolumes$, { $metadata: {} }],
  ['a token alone', DescribeVolumes$, { NextToken: 'more' }],
  ['a list of another name', DescribeVolumes$, { Instances: [] }],
  ['no list', DescribeVolumes$, { Volumes: 'none' }],
  ['nothing in JSON', ListFunctions$, {}],
  ['null for a map', ListTags$, { Tags: null }],
])('%s does not', (_, operation, output) =>
  expect(() => prove(operation, output)).toThrow('a:B failed (NotAnAwsAnswer)'),
);
