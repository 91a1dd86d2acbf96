import type { Service } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ecsService } from './ecs-service.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const service: Service = {
  serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web',
  serviceName: 'web',
  status: 'ACTIVE',
  createdAt: new Date('2025-01-02T03:04:05Z'),
  tags: [{ key: 'team', value: 'shop' }],
};

test('a service in our words', () =>
  expect(ecsService.normalize({ arn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web', service }, scope)).toEqual({
    id: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web',
    name: 'web',
    state: 'running',
    providerState: 'ACTIVE',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'shop' },
    attributes: {},
  }));

test.each([
  ['DRAINING', 'stopping'],
  ['INACTIVE', 'terminated'],
  ['NEW', 'unknown'],
] as const)('the state %s is %s', (word, state) =>
  expect(
    ecsService.normalize(
      { arn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web', service: { ...service, status: word } },
      scope,
    ),
  ).toMatchObject({ state, providerState: word }),
);

test('what could not be described stays unknown', () =>
  expect(
    ecsService.normalize({ arn: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web', service: undefined }, scope),
  ).toEqual({
    id: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/web',
    name: 'web',
    tags: undefined,
    attributes: {},
  }));

test('an ARN from before those of clusters ends with the name too', () => {
  const arn = 'arn:aws:ecs:eu-west-1:123456789012:service/web';
  expect(ecsService.normalize({ arn, service: undefined }, scope)).toMatchObject({ id: arn, name: 'web' });
});
