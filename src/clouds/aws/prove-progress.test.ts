import { expect, test } from 'vitest';
import { proveProgress } from './prove-progress.ts';

test.each<[string, object, object]>([
  ['the next token is the one that was sent', { NextToken: 'a' }, { NextToken: 'a', Volumes: [] }],
  ['the same, in small letters', { nextToken: 'a' }, { nextToken: 'a' }],
  ['the next is called otherwise', { Marker: 'a' }, { NextMarker: 'a' }],
  ['the next is called alike', { Marker: 'a' }, { Marker: 'a', DBInstances: [] }],
])('a page that leads back to itself ends its list as a failure: %s', (_, input, output) => {
  expect(() => proveProgress(input, output, 'ec2:DescribeVolumes')).toThrow(
    'ec2:DescribeVolumes failed (RepeatedPage)',
  );
});

test.each<[string, object, object]>([
  ['the first page', {}, { NextToken: 'a' }],
  ['the next page', { NextToken: 'a' }, { NextToken: 'b' }],
  ['the last page', { NextToken: 'a' }, { Volumes: [] }],
  ['the question given back by the last page', { Marker: 'a' }, { Marker: 'a', IsTruncated: false }],
  ['an empty token is none', { Marker: '' }, { Marker: '' }],
  ['the question given back beside the next one', { Marker: 'a' }, { Marker: 'a', NextMarker: 'b' }],
])('a list that goes on or ends is none: %s', (_, input, output) => {
  proveProgress(input, output, 'ec2:DescribeVolumes');
});
