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
  let [before, after, spared] = [0, 0, 0];
  for await (const point of killPoints(company, KILLS)) {
    expect(point).toMatchObject({ killed: true, status: 'success', sameContent: true });
    expect(new Set(point.ids).size).toBe(point.ids.length);
    // The same run, and not another one beside it, unless it had ended.
    expect(point.runs).toBe(point.finished ? 2 : 1);
    if (point.published) after += 1;
    else before += 1;
    if (!point.finished && point.callsAfter < point.of) spared += 1;
  }
  // Otherwise one side of the publication was not tried, or everything was asked again.
  expect(before).toBeGreaterThan(0);
  expect(after).toBeGreaterThan(0);
  expect(spared).toBeGreaterThan(0);
});
