import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { cloudfrontDistribution } from './cloudfront-distribution.ts';

const scope = scopeOf('123456789012');
const ARN = 'arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL';
const distribution: Partial<DistributionSummary> = {
  ...{ Id: 'E1ABCDEFGHIJKL', ARN, DomainName: 'd111111abcdef8.cloudfront.net' },
  ...{ Status: 'Deployed', Enabled: true, Aliases: { Quantity: 1, Items: ['shop.northwind.example'] } },
};
const given = (changes: Partial<DistributionSummary>) =>
  cloudfrontDistribution.normalize(
    { item: { ...distribution, ...changes } as DistributionSummary, tags: { team: 'shop' } },
    scope,
  );

test('a distribution in our words', () =>
  expect(given({})).toEqual({
    id: ARN,
    name: 'shop.northwind.example',
    state: 'available',
    providerState: 'Deployed',
    tags: { team: 'shop' },
    attributes: {},
  }));

test('without names of its own it has that of CloudFront', () =>
  expect(given({ Aliases: { Quantity: 0 } }).name).toBe('d111111abcdef8.cloudfront.net'));

test.each([
  [{ Status: 'InProgress' }, 'pending'],
  [{ Enabled: false }, 'stopped'],
  [{ Status: 'Dreaming' }, 'unknown'],
] as const)('one of %j is %s', (changes, state) => expect(given(changes).state).toBe(state));
