import { expect, test } from 'vitest';
import { assetOf } from '../../../../test/support/asset.ts';
import { storageBucket } from './storage-bucket.ts';

const at = { name: '//storage.googleapis.com/northwind-logs', location: 'EU' };

test('a bucket in our words', () =>
  expect(
    storageBucket.normalize(
      assetOf(
        {
          storageClass: 'NEARLINE',
          timeCreated: '2025-01-02T03:04:05.678Z',
          versioning: { enabled: true },
          lifecycle: {
            rule: [{ action: { type: 'Delete' } }, { action: { type: 'SetStorageClass', storageClass: 'COLDLINE' } }],
          },
        },
        at,
      ),
    ),
  ).toMatchObject({
    id: '//storage.googleapis.com/northwind-logs',
    name: 'northwind-logs',
    region: 'eu',
    createdAt: '2025-01-02T03:04:05.678Z',
    attributes: {
      versioning: 'enabled',
      lifecycleRules: ['Delete', 'SetStorageClass COLDLINE'],
      storageClass: 'NEARLINE',
    },
  }));

test('what is left out is off; of a bucket that was not told it is unknown', () => {
  expect(storageBucket.normalize(assetOf({ storageClass: 'STANDARD' }, at)).attributes).toMatchObject({
    versioning: 'off',
    lifecycleRules: [],
  });
  expect(storageBucket.normalize(assetOf({}, at)).attributes).toMatchObject({
    versioning: undefined,
    lifecycleRules: undefined,
  });
});
