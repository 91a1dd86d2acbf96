import { expect, test } from 'vitest';
import { isNearMiss } from './near-miss.ts';

test.each([
  ['owner', 'Owner', true],
  ['OWNERS', 'Owner', true],
  ['Onwer', 'Owner', true],
  ['cost-center', 'CostCenter', true],
  ['Cost Centre', 'CostCenter', true],
  ['Enviroment', 'Environment', true],
  ['env', 'Environment', false],
  ['term', 'team', false],
  ['Team', 'team', true],
  ['Teams', 'Team', true],
  ['team', 'Teams', true],
  ['as', 'a', false],
  ['Name', 'Owner', false],
  ['---', '', false],
])('%s for %s: %s', (key, wanted, near) => expect(isNearMiss(key, wanted)).toBe(near));
