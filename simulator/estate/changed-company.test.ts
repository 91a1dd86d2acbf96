import { expect, test } from 'vitest';
import { changedCompany } from './changed-company.ts';
import { plantCompany } from './company.ts';
import type { CloudName, PlantedResource } from './estate.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const CLOUDS: readonly CloudName[] = ['aws', 'azure', 'gcp'];
const before = plantCompany({
  ...{ seed: 1, resources: 6000, now: new Date('2026-11-01T12:00:00Z'), clouds: CLOUDS, charges: false },
  accounts: { aws: 2, azure: 5, gcp: 2 },
});
const after = changedCompany(before, 0.1, NOW);
const changes = after.changes ?? [];

const changed = (how: string) => changes.filter((change) => change.how === how).map(({ resource }) => resource);

test.each(CLOUDS)('%s: what was made is new, what was deleted is gone, and the rest is still there', (cloud) => {
  const idsOf = (resources: readonly PlantedResource[]) =>
    new Set(resources.flatMap((one) => (one.cloud === cloud ? one.id : [])));
  const [made, gone] = [idsOf(changed('Create')), idsOf(changed('Delete'))];
  const [old, now] = [idsOf(before.resources), idsOf(after.resources)];
  expect(Math.min(made.size, gone.size)).toBeGreaterThan(0);
  expect([...now].filter((id) => !old.has(id))).toEqual([...made]);
  expect([...old].filter((id) => !now.has(id))).toEqual([...gone]);
});

test('what was made is found where it is asked for, and no other has its name', () => {
  for (const made of changed('Create')) {
    const { type, account, region, name, createdAt } = made;
    expect(after.of(type, account, region)).toContain(made);
    expect(createdAt).toEqual(NOW);
    // A snapshot of AWS has its name from a tag.
    if (made.cloud !== 'aws') expect(after.of(type, account).filter((one) => one.name === name)).toEqual([made]);
  }
});

test('nothing is changed in a subscription that is disabled', () => {
  const disabled = before.accounts.filter(({ state }) => state === 'Disabled').map(({ id }) => id);
  expect(disabled).toHaveLength(1);
  expect(changes.filter(({ resource }) => disabled.includes(resource.account))).toEqual([]);
});
