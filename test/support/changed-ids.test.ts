import { expect, test } from 'vitest';
import { type ChangeFact, changedIds, differences, plantedIds } from './changed-ids.ts';
import type { Contents, PlacedResource } from './contents.ts';

const instance: PlacedResource = {
  ...{ cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:instance', fingerprint: '' },
};
const seen = (fingerprints: Readonly<Record<string, string>>): Contents =>
  new Map(Object.entries(fingerprints).map(([id, fingerprint]) => [id, { ...instance, fingerprint }]));
const fact = (id: string, how: ChangeFact['how']): ChangeFact => ({ cloud: 'aws', id, how });

const before = seen({ gone: 'a', same: 'a', tagged: 'a' });
const facts = [fact('gone', 'Delete'), fact('tagged', 'Update'), fact('new', 'Create')];

test('what was made, changed and deleted is found, and nothing else', () => {
  const found = changedIds(before, seen({ same: 'a', tagged: 'b', new: 'a' }));
  expect(differences(plantedIds(facts, before), found)).toEqual({ missed: [], invented: [] });
});

test('as many of each are not the same ones', () => {
  const found = changedIds(before, seen({ gone: 'b', tagged: 'a', other: 'a' }));
  expect(differences(plantedIds(facts, before), found)).toEqual({
    missed: ['added: new', 'modified: tagged', 'deleted: gone'],
    invented: ['added: other', 'modified: gone', 'deleted: same'],
  });
});

const disk = '/subscriptions/1/resourcegroups/rg-shop/providers/microsoft.compute/disks/one';
const elsewhere = '/subscriptions/1/resourcegroups/rg-shop-2/providers/microsoft.compute/disks/one';

test('what is kept with the tags of its resource group or project changes with it', () => {
  const held: Contents = new Map<string, PlacedResource>([
    ...[disk, elsewhere].map((id) => [id, { ...instance, cloud: 'azure' }] as const),
    ...['one', 'two'].map((id) => [`//pubsub/${id}`, { ...instance, cloud: 'gcp', account: id }] as const),
  ]);
  const holders: readonly ChangeFact[] = [
    { cloud: 'azure', id: '/subscriptions/1/resourceGroups/rg-SHOP', how: 'Update' },
    { cloud: 'gcp', id: '//cloudresourcemanager.googleapis.com/projects/two', how: 'Update' },
  ];
  expect([...plantedIds(holders, held).modified].slice(holders.length)).toEqual([disk, '//pubsub/two']);
});
