import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountSettings } from '../clouds/cloud.ts';
import { CloudError } from '../model/errors.ts';
import type { CollectableType } from './planning/named-types.ts';
import { fakeCloud } from './testing/fake-cloud.ts';
import { collectionOver, options, request, rowsOf, temporaryStore } from './testing/setup.ts';
import { wideCloud } from './testing/wide-cloud.ts';

let kept: Awaited<ReturnType<typeof temporaryStore>>;
beforeEach(async () => {
  kept = await temporaryStore();
});
afterEach(() => kept.close());

const refused = new CloudError({ reason: 'denied', code: 'invalid_client', action: 'sign-in', retryable: false });
const accounts: AccountSettings[] = [{ cloud: 'aws', name: '111111111111' }, { cloud: 'azure' }];
const types = async (): Promise<CollectableType[]> => [
  { cloud: 'azure', type: 'Microsoft.Network/natGateways', kind: 'nat-gateway', service: 'network' },
  { cloud: 'gcp', type: 'pubsub.googleapis.com/Topic', kind: 'topic', service: 'pubsub' },
];

test('a cloud that refuses the sign-in makes none of its names wrong, and the others are read', async () => {
  const settings = { services: ['s3', 'network', 'pubsub'] };
  const clouds = [fakeCloud(), wideCloud({ refused, rows: () => undefined })];
  const collection = collectionOver(kept.store, fakeCloud(), { clouds, accounts, settings, types });
  const asked = request({ clouds: ['aws', 'azure'] });
  expect((await collection.plan(asked, options().signal)).units).toBe(1);
  const run = await collection.run(asked, options());
  expect(run.accounts.map(({ cloud, status }) => [cloud, status])).toEqual([
    ['aws', 'success'],
    ['azure', 'failed'],
  ]);
  expect(new Set((await rowsOf(kept.store)).map(({ type }) => type))).toEqual(new Set(['s3:bucket']));
  // Nor does it where it isn't asked.
  expect((await collection.run(request(), options())).status).toBe('success');
});

test('a name that no cloud knows is refused before anybody is read', async () => {
  const settings = { services: ['s3', 'netwerk'] };
  const collection = collectionOver(kept.store, fakeCloud(), { settings, types });
  await expect(collection.run(request(), options())).rejects.toThrow('Did you mean "network"?');
});
