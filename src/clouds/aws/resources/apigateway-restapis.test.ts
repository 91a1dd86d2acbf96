import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { apigatewayRestapis } from './apigateway-restapis.ts';

const api = { id: 'a1b2c3d4e5', name: 'orders', createdDate: new Date('2026-01-02T03:04:05Z') };

test.each([
  ['eu-west-1', { team: 'shop' }, 'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5'],
  ['cn-north-1', undefined, 'arn:aws-cn:apigateway:cn-north-1::/restapis/a1b2c3d4e5'],
])('an API of %s in our words', (region, tags, id) =>
  expect(apigatewayRestapis.normalize({ ...api, tags }, scopeOf('123456789012', region))).toEqual({
    id,
    name: 'orders',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: tags ?? {},
    attributes: {},
  }),
);
