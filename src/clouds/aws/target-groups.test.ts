import type { TargetHealthStateEnum } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { countTargets, sumOfHealth } from './target-groups.ts';

const targets = (...states: TargetHealthStateEnum[]) => states.map((State) => ({ TargetHealth: { State } }));

test.each([
  [[], { healthyTargets: 0, unhealthyTargets: 0 }],
  [targets('healthy', 'healthy', 'unhealthy', 'unhealthy.draining'), { healthyTargets: 2, unhealthyTargets: 2 }],
  [targets('initial', 'draining', 'unused'), { healthyTargets: 0, unhealthyTargets: 0 }],
  // Not checked, so neither nothing nor all of it is healthy.
  [targets('unavailable', 'healthy'), undefined],
  [[{ TargetHealth: {} }, ...targets('healthy')], undefined],
  [undefined, undefined],
])('%j count as %j', (list, counts) => expect(countTargets(list)).toEqual(counts));

test.each([
  [[], { healthyTargets: 0, unhealthyTargets: 0 }],
  [
    [
      { healthyTargets: 1, unhealthyTargets: 2 },
      { healthyTargets: 3, unhealthyTargets: 0 },
    ],
    { healthyTargets: 4, unhealthyTargets: 2 },
  ],
  [[{ healthyTargets: 1, unhealthyTargets: 2 }, undefined], undefined],
])('the sum of %j is %j', (list, sum) => expect(sumOfHealth(list)).toEqual(sum));
