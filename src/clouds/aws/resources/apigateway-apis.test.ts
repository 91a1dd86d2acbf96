import type { Api } from '@aws-sdk/client-apigatewayv2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { apigatewayApis } from './apigateway-apis.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const api: Api = {
  ApiId: 'a1b2c3d4e5',
  Name: 'orders',
  ProtocolType: 'HTTP',
  RouteSelectionExpression: '$request.method $request.path',
  CreatedDate: new Date('2026-01-02T03:04:05Z'),
};

test.each([[{ team: 'shop' }], [undefined]])('an API with the tags %j in our words', (Tags) =>
  expect(apigatewayApis.normalize({ ...api, Tags }, scope)).toEqual({
    id: 'arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5',
    name: 'orders',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: Tags ?? {},
    attributes: {},
  }),
);
