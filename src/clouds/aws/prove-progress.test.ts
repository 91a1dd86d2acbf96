import { DescribeVolumes$ } from '@aws-sdk/client-ec2';
import { DescribeFileSystems$ } from '@aws-sdk/client-efs';
import { ListUsers$ } from '@aws-sdk/client-iam';
import { ListFunctions$ } from '@aws-sdk/client-lambda';
import { getSmithyContext } from '@smithy/core/transport';
import type { StaticOperationSchema } from '@smithy/types';
import { expect, test } from 'vitest';
import { proveProgress } from './prove-progress.ts';

function prove(operationSchema: StaticOperationSchema, input: object, output: object): void {
  const context = {};
  Object.assign(getSmithyContext(context), { operationSchema });
  proveProgress(input, output, context, 'a:B');
}

test.each<[string, StaticOperationSchema, object, object]>([
  ['one name for both', DescribeVolumes$, { NextToken: 'a' }, { NextToken: 'a', Volumes: [] }],
  ['a name of its own for the next', ListFunctions$, { Marker: 'a' }, { NextMarker: 'a' }],
  ['the next called like the question', ListUsers$, { Marker: 'a' }, { Marker: 'a', IsTruncated: true }],
])('a page that leads back to itself fails: %s', (_, operation, input, output) =>
  expect(() => prove(operation, input, output)).toThrow('a:B failed (RepeatedPage)'),
);

test.each<[string, StaticOperationSchema, object, object]>([
  ['the first page', DescribeVolumes$, {}, { NextToken: 'a' }],
  ['the next page', DescribeVolumes$, { NextToken: 'a' }, { NextToken: 'b' }],
  ['the last page', DescribeVolumes$, { NextToken: 'a' }, { Volumes: [] }],
  ['no token', DescribeVolumes$, { NextToken: undefined }, { Volumes: [] }],
  ['the question given back by the last page', DescribeFileSystems$, { Marker: 'a' }, { Marker: 'a' }],
])('a list that goes on or ends doesn’t: %s', (_, operation, input, output) =>
  expect(() => prove(operation, input, output)).not.toThrow(),
);
