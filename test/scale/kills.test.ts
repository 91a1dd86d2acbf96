import { afterAll, beforeAll, expect, test } from 'vitest';
import { killPoints } from './kill-points.ts';
import { type ThreeClouds, threeClouds } from './three-clouds.ts';

const KILLS = 4;

let company: ThreeClouds;
beforeAll(async () => {
  company = await threeClouds(300);
});
afterAll(() => company.close());

test('a collection of three clouds that is killed is gone on with, to the same whole', {
  timeout: 300_000,
}, async () => {
  let [killed, spared] = [0, 0];
  for await (const point of killPoints(company, KILLS)) {
    expect(point).toMatchObject({ status: 'success', sameContent: true });
    expect(new Set(point.ids).size).toBe(point.ids.length);
    if (!point.killed) continue;
    killed += 1;
    // The same run, and not another one beside it.
    expect(point.runs).toBe(1);
    if (point.callsAfter < point.of) spared += 1;
  }
  // Otherwise nothing was tried, or everything was asked again.
  expect(killed).toBeGreaterThan(0);
  expect(spared).toBeGreaterThan(0);
});
