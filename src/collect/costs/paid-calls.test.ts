import { expect, test } from 'vitest';
import { money } from '../../model/money.ts';
import { testStore } from '../../store/fixtures.ts';
import { fakeTime } from '../testing/fake-time.ts';
import { createPaidCalls, DailyLimitReached, payEach } from './paid-calls.ts';

const cent = money('0.01', 'USD');

async function guard(limit: string) {
  const { spend } = (await testStore()).state;
  const time = fakeTime('2026-11-21T23:59:00Z');
  return { paid: createPaidCalls(spend, 'acme', money(limit, 'USD'), time), time };
}

test('what is paid is booked, up to the limit itself and not past it', async () => {
  const { paid } = await guard('0.02');
  await paid.pay('ce:GetCostAndUsage', cent, 'aws');
  await paid.pay('cloudwatch:GetMetricData', cent, 'aws');
  await expect(paid.pay('ce:GetCostAndUsage', cent, 'aws')).rejects.toThrow(
    new DailyLimitReached(
      'ce:GetCostAndUsage was not asked: it costs $0.01, and $0.02 of the $0.02 that paid calls may cost a day are spent',
    ),
  );
  expect(await paid.spentToday()).toEqual(money('0.02', 'USD'));
  expect(paid.booked()).toEqual([{ cloud: 'aws', cost: money('0.02', 'USD') }]);
});

test('a limit of nothing lets free calls pass and no other', async () => {
  const { paid } = await guard('0');
  await paid.pay('ec2:DescribeVolumes', money('0', 'USD'), 'aws');
  await expect(paid.pay('ce:GetCostAndUsage', cent, 'aws')).rejects.toThrow(DailyLimitReached);
});

test('the next day has its own limit', async () => {
  const { paid, time } = await guard('0.01');
  await paid.pay('ce:GetCostAndUsage', cent, 'aws');
  await time.until(time.sleep(60_000));
  expect(await paid.spentToday()).toEqual(money('0', 'USD'));
  await paid.pay('ce:GetCostAndUsage', cent, 'aws');
});

test.each([
  ['the priced API', 'ce:GetCostAndUsage', undefined, '0.01'],
  ['another of its calls', 'ce:GetTags', undefined, '0.01'],
  ['what lies beside it', 'sts:AssumeRole', undefined, '0'],
  ['a call that says its own price', 'sts:AssumeRole', '0.05', '0.05'],
  ['one that says it is free', 'ce:GetCostAndUsage', '0', '0'],
])('%s is booked at its price', async (_, action, price, spent) => {
  const { paid } = await guard('1');
  const pay = payEach(paid, 'aws', ['ce:GetCostAndUsage'], () => cent);
  const call = { cloud: 'aws', account: '1', service: 'x', region: 'us-east-1', action } as const;
  await pay(price === undefined ? call : { ...call, price });
  expect((await paid.spentToday()).amount).toBe(spent);
});
