import { expect, test } from 'vitest';
import { ratesWith, STARTING_RATES } from './rates.ts';

test('nothing granted leaves the published rates', () => expect(ratesWith()).toEqual(STARTING_RATES));

test('what was granted takes the place of one rate alone', () => {
  const rates = ratesWith({ ce: 5, kms: 0.5 });
  expect(rates.ce).toMatchObject({ perSecond: 5, burst: 5 });
  // A burst of less than one call would never let any through.
  expect(rates.kms).toMatchObject({ perSecond: 0.5, burst: 1 });
  expect(rates.ec2).toEqual(STARTING_RATES.ec2);
});
