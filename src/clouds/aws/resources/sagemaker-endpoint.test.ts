import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { sagemakerEndpoint } from './sagemaker-endpoint.ts';

const EndpointArn = 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/ranking';
const item = {
  EndpointArn,
  EndpointName: 'ranking',
  LastModifiedTime: new Date('2026-01-02T03:04:05Z'),
  EndpointStatus: 'InService',
  CreationTime: new Date('2026-01-02T03:04:05Z'),
} as const;

test('one in our words', () =>
  expect(sagemakerEndpoint.normalize({ item, tags: { team: 'search' } }, scopeOf('123456789012', 'eu-west-1'))).toEqual(
    {
      id: EndpointArn,
      name: 'ranking',
      state: 'available',
      providerState: 'InService',
      createdAt: '2026-01-02T03:04:05.000Z',
      tags: { team: 'search' },
      attributes: {},
    },
  ));
