import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { route53Hostedzone } from './route53-hostedzone.ts';

const scope = scopeOf('123456789012');
const item = { Id: '/hostedzone/Z1ABCDEF', Name: 'northwind.example.', CallerReference: '1' };
const partition = 'aws';

test('a zone in our words', () =>
  expect(route53Hostedzone.normalize({ item, partition, tags: { team: 'web' } }, scope)).toEqual({
    id: 'arn:aws:route53:::hostedzone/Z1ABCDEF',
    name: 'northwind.example.',
    tags: { team: 'web' },
    flags: undefined,
    attributes: {},
  }));

test('a zone that another service keeps says so', () =>
  expect(
    route53Hostedzone.normalize(
      { item: { ...item, LinkedService: { ServicePrincipal: 'servicediscovery.amazonaws.com' } }, partition, tags: {} },
      scope,
    ).flags,
  ).toEqual(['managed-by-provider']));

test('a zone in China has an ARN of China', () =>
  expect(route53Hostedzone.normalize({ item, partition: 'aws-cn', tags: {} }, scope).id).toBe(
    'arn:aws-cn:route53:::hostedzone/Z1ABCDEF',
  ));
