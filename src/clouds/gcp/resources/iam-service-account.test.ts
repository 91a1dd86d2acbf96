import { expect, test } from 'vitest';
import { assetOf } from '../../../../test/support/asset.ts';
import { iamServiceAccount } from './iam-service-account.ts';

const at = { name: '//iam.googleapis.com/projects/atlas/serviceAccounts/1234567890', location: 'global' };

test.each([
  [{ email: 'web@atlas.iam.gserviceaccount.com' }, 'web@atlas.iam.gserviceaccount.com', 'available', false],
  [
    { email: '123-compute@developer.gserviceaccount.com' },
    '123-compute@developer.gserviceaccount.com',
    'available',
    true,
  ],
  [
    { email: 'web@atlas.iam.gserviceaccount.com', disabled: true },
    'web@atlas.iam.gserviceaccount.com',
    'suspended',
    false,
  ],
  [{}, '1234567890', 'available', undefined],
])('%j is called %s, is %s and managed by Google: %s', (data, name, state, managedByProvider) =>
  expect(iamServiceAccount.normalize(assetOf(data, at))).toMatchObject({
    name,
    state,
    attributes: { managedByProvider },
  }),
);
