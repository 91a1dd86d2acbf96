import { expect, test } from 'vitest';
import { leastPrivilegeRole } from './permissions.ts';
import { azureCollectors } from './resources/index.ts';

const { Actions, ...role } = leastPrivilegeRole(azureCollectors, { costs: true, metrics: true, recommendations: true });

test('no action has a wildcard, is named twice or changes anything', () => {
  expect(Actions.filter((action) => !/^Microsoft\.[A-Za-z]+\/[A-Za-z/]+\/read$/.test(action))).toEqual([]);
  expect(new Set(Actions).size).toBe(Actions.length);
  expect(Actions).toEqual(Actions.toSorted());
});

test('it reads no data, only what there is', () =>
  expect(role).toMatchObject({ IsCustom: true, NotActions: [], DataActions: [], NotDataActions: [] }));

test('every permission of a collector is in it, or one of Graph’s', () => {
  const missing = azureCollectors.flatMap(({ permissions }) => permissions).filter((one) => !Actions.includes(one));
  expect([...new Set(missing)]).toEqual(['Application.Read.All']);
});

test('costs and metrics are asked for where they are wanted', () => {
  const none = leastPrivilegeRole([], { costs: false, metrics: false, recommendations: false }).Actions;
  expect(none.filter((action) => /CostManagement|Insights/.test(action))).toEqual([]);
});
