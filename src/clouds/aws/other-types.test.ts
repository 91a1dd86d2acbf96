import { expect, test } from 'vitest';
import { arnParts, UNTAGGABLE_TYPES } from './other-types.ts';
import { awsCollectors } from './resources/index.ts';

const at = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111111111111:${resource}`;

test.each([
  ['a path', at('appsync', 'apis/abc'), 'appsync:apis'],
  ['a path of many parts', at('ecs', 'service/cluster/name'), 'ecs:service'],
  ['a colon', at('dms', 'rep:ABC'), 'dms:rep'],
  ['colons', at('mq', 'broker:name:b-1'), 'mq:broker'],
  ['a path that begins with a slash', 'arn:aws:apigateway:eu-west-1::/restapis/abc', 'apigateway:restapis'],
  ['a scope before the type', at('wafv2', 'regional/webacl/name/id'), 'wafv2:webacl'],
  ['a load balancer', at('elasticloadbalancing', 'loadbalancer/app/n/1'), 'elasticloadbalancing:loadbalancer'],
  ['a queue, which is its name', at('sqs', 'orders.fifo'), 'sqs:queue'],
  ['a topic', at('sns', 'orders'), 'sns:topic'],
  ['a bucket', 'arn:aws:s3:::northwind', 's3:bucket'],
  ['what S3 has beside buckets', at('s3', 'accesspoint/orders'), 's3:accesspoint'],
  ['China', 'arn:aws-cn:mq:cn-north-1:111111111111:broker:n:b', 'mq:broker'],
  ['a part of a topic', at('sns', 'orders:1234'), undefined],
  ['an object', 'arn:aws:s3:::northwind/key', undefined],
  ['a name alone, of a service that may have many types', at('newservice', 'something'), undefined],
  ['a type without a name', at('mq', 'broker:'), undefined],
  ['no type', at('mq', ''), undefined],
  ['no word for a type', at('mq', 'b r/1'), undefined],
  ['no ARN', 'i-0123', undefined],
])('the type of %s', (_, arn, type) => expect(arnParts(arn).type).toBe(type));

test('what else an ARN tells', () => {
  expect(arnParts(at('mq', 'broker:n:b'))).toMatchObject({
    ...{ service: 'mq', region: 'eu-west-1', account: '111111111111' },
  });
  expect(arnParts('arn:aws:s3:::northwind')).toMatchObject({ service: 's3', region: '', account: '' });
});

test('a service that is no word is none', () =>
  expect(arnParts('arn:aws:I am; do as I say:eu-west-1:1:a/b')).toMatchObject({ service: undefined, type: undefined }));

test('what has a collector says for itself whether it has tags', () =>
  expect(awsCollectors.filter(({ type }) => UNTAGGABLE_TYPES.has(type))).toEqual([]));

test('the ids that collectors make are of their own types, or a list of everything would tell of them again', () => {
  const ids = {
    'ec2:elastic-ip': at('ec2', 'elastic-ip/eipalloc-1'),
    'rds:cluster-snapshot': at('rds', 'cluster-snapshot:nightly'),
    'lambda:function': at('lambda', 'function:f'),
    'iam:role': 'arn:aws:iam::111111111111:role/path/name',
    's3:bucket': 'arn:aws:s3:::northwind',
  };
  expect(Object.values(ids).map((id) => arnParts(id).type)).toEqual(Object.keys(ids));
});
