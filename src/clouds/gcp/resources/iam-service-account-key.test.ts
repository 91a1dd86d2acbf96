import { expect, test } from 'vitest';
import { assetOf } from '../../../../test/support/asset.ts';
import { iamServiceAccountKey } from './iam-service-account-key.ts';

const name =
  '//iam.googleapis.com/projects/atlas/serviceAccounts/web@atlas.iam.gserviceaccount.com/keys/0123456789abcdef';

test('a key by the end of its id, with its owner and age', () =>
  expect(
    iamServiceAccountKey.normalize(
      assetOf(
        { keyType: 'USER_MANAGED', validAfterTime: '2024-01-02T03:04:05Z', validBeforeTime: '2026-01-02T03:04:05Z' },
        { name },
      ),
    ),
  ).toMatchObject({
    id: name,
    name: '…cdef',
    state: 'available',
    createdAt: '2024-01-02T03:04:05.000Z',
    attributes: { owner: 'web@atlas.iam.gserviceaccount.com', expiresAt: '2026-01-02T03:04:05.000Z' },
  }));

test('the owner is known by its address, where the asset has a number', () => {
  const numbered = { name: '//iam.googleapis.com/projects/atlas/serviceAccounts/1234567890/keys/0123456789abcdef' };
  const data = { name: 'projects/atlas/serviceAccounts/web@atlas.iam.gserviceaccount.com/keys/0123456789abcdef' };
  const owner = 'web@atlas.iam.gserviceaccount.com';
  expect(iamServiceAccountKey.normalize(assetOf(data, numbered)).attributes.owner).toBe(owner);
  expect(iamServiceAccountKey.normalize(assetOf({}, numbered)).attributes.owner).toBe('1234567890');
});

test('a key that never expires says so by a year that nobody lives in', () =>
  expect(
    iamServiceAccountKey.normalize(assetOf({ validBeforeTime: '9999-12-31T23:59:59Z', disabled: true }, { name })),
  ).toMatchObject({ state: 'suspended', attributes: { expiresAt: undefined } }));
