import { expect, test } from 'vitest';
import { awsQuotas } from './quotas.ts';

const here = { account: '1', region: 'eu-west-1' };

test.each([
  ['ec2', 100, 20],
  ['elasticloadbalancing', 40, 10],
  ['lambda', 15, 15],
])('%s allows %i at once and %i in each second after', (service, burst, perSecond) => {
  let now = 0;
  const quotas = awsQuotas(() => new Date(now));
  const allowed = (key: object = {}) =>
    Array.from({ length: 1000 }, () => quotas.allows({ ...here, service, ...key })).filter(Boolean).length;
  expect(allowed()).toBe(burst);
  now = 1000;
  expect(allowed()).toBe(perSecond);
  expect(allowed({ account: '2' })).toBe(burst);
  expect(allowed({ region: 'us-east-1' })).toBe(burst);
});

test('what AWS publishes no quota of is never refused', () => {
  const quotas = awsQuotas(() => new Date(0));
  expect(Array.from({ length: 5000 }, () => quotas.allows({ ...here, service: 'iam' }))).not.toContain(false);
});
