import { expect, test } from 'vitest';
import { changedCompany } from '../../../estate/changed-company.ts';
import { plantCompany } from '../../../estate/company.ts';
import { tablesOf } from './tables.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

interface Told {
  readonly targetResourceId: string;
  readonly changeType: string;
  readonly changeAttributes: { readonly timestamp: string };
}

test('what was made, changed and deleted just now is told once each', () => {
  const planted = plantCompany({ seed: 2, resources: 3000, now: NOW, clouds: ['azure'], charges: false });
  const company = changedCompany(planted, 0.05, NOW);
  const changes = company.changes ?? [];
  expect(new Set(changes.map(({ how }) => how))).toEqual(new Set(['Create', 'Update', 'Delete']));
  const rows = ['resourcechanges', 'resourcecontainerchanges'].flatMap(
    (name) => tablesOf(company).get(name)?.rows ?? [],
  );
  const told = rows.flatMap(({ properties }) => {
    const { targetResourceId, changeType, changeAttributes } = properties as unknown as Told;
    return changeAttributes.timestamp === NOW.toISOString() ? `${changeType} ${targetResourceId}` : [];
  });
  expect(told.sort()).toEqual(changes.map(({ resource, how }) => `${how} ${resource.id}`).sort());
});
