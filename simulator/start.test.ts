import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startSimulator } from './start.ts';

test('a company in several clouds answers in each, and leaves nothing behind', async () => {
  const simulator = await startSimulator({ resources: 60, clouds: ['aws', 'azure'] });
  const { ca } = simulator.azure;
  const operations = await fetch(`${simulator.url}/_simulator/operations`).then((answer) => answer.json());
  expect(operations).toContainEqual({
    ...{ cloud: 'azure', service: 'Microsoft.CostManagement', protocol: 'arm', operation: 'QuerySubscription' },
    action: 'Microsoft.CostManagement/query/read',
  });
  expect(existsSync(ca)).toBe(true);
  await simulator.close();
  expect(existsSync(ca)).toBe(false);
});

test('a cloud in which it has nothing is not there to be asked', async () => {
  const simulator = await startSimulator({ resources: 10 });
  expect(() => simulator.azure).toThrow('nothing in azure');
  expect(simulator.truth.clouds.azure.accounts).toEqual([]);
  await simulator.close();
});
