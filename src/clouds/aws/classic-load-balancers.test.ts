import { expect, test } from 'vitest';
import { countInstances } from './classic-load-balancers.ts';

test.each([
  [[], { healthyTargets: 0, unhealthyTargets: 0 }],
  [['InService', 'OutOfService', 'InService'], { healthyTargets: 2, unhealthyTargets: 1 }],
  [['InService', 'Unknown'], undefined],
  [['InService', undefined], undefined],
  [undefined, undefined],
])('%j count as %j', (states, counts) => expect(countInstances(states?.map((State) => ({ State })))).toEqual(counts));
