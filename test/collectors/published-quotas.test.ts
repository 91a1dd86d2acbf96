import { expect, test } from 'vitest';
import { awsPublishes } from '../../simulator/aws/quotas.ts';
import { STARTING_RATES } from '../../src/collect/sending/rates.ts';

// By the prefix of its permissions, and not by the name that signs for it.
const counted: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

test.each(awsPublishes)('what is asked of $service at first is within what AWS allows: $operations', (quota) => {
  const { burst = 0, perSecond = 0 } = STARTING_RATES[counted[quota.service] ?? quota.service] ?? {};
  // No rate would be no proof.
  expect(burst).toBeGreaterThan(0);
  expect(perSecond).toBeGreaterThan(0);
  expect(burst).toBeLessThanOrEqual(quota.burst);
  expect(perSecond).toBeLessThanOrEqual(quota.perSecond);
});
