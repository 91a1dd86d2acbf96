import { expect, test } from 'vitest';
import { dailyDollars } from './daily-cost.ts';
import { randomFrom } from './random.ts';

const line = { monthlyDollars: 304, weekdayShare: 0.25, monthlyGrowth: 0.1, anomalies: [] };
const anomaly = { account: 'a', region: 'r', service: 's', factor: 6, firstDay: '2026-10-05', lastDay: '2026-10-06' };

test.each([
  ['a working day', line, { day: '2026-10-05', monthsAgo: 0, gone: 1 }, 10],
  ['a Sunday', line, { day: '2026-10-04', monthsAgo: 0, gone: 1 }, 7.5],
  ['a quarter of a day', line, { day: '2026-10-05', monthsAgo: 0, gone: 0.25 }, 2.5],
  ['a month before', line, { day: '2026-09-04', monthsAgo: 1, gone: 1 }, 10 / 1.1],
  ['an unusual day', { ...line, anomalies: [anomaly] }, { day: '2026-10-06', monthsAgo: 0, gone: 1 }, 60],
  ['the day after it', { ...line, anomalies: [anomaly] }, { day: '2026-10-07', monthsAgo: 0, gone: 1 }, 10],
])('%s, to three percent', (_, movement, day, dollars) => {
  for (let seed = 0; seed < 20; seed += 1) {
    const ratio = dailyDollars(randomFrom(seed), movement, day) / dollars;
    expect(ratio).toBeGreaterThanOrEqual(0.97);
    expect(ratio).toBeLessThanOrEqual(1.03);
  }
});
