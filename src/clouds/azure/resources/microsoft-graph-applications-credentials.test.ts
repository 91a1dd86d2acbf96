import { expect, test } from 'vitest';
import { TENANT } from '../../../../test/support/azure.ts';
import { microsoftGraphApplicationsCredentials } from './microsoft-graph-applications-credentials.ts';

const scope = { organisation: 'northwind', cloud: 'azure', account: TENANT, region: 'global' } as const;
const application = { id: 'object-1', appId: 'app-1', displayName: 'Billing export' };

test('a secret in our words, and nothing of the secret', () =>
  expect(
    microsoftGraphApplicationsCredentials.normalize(
      {
        application,
        credential: {
          ...{ keyId: 'key-1', displayName: 'ci', hint: 'abc', secretText: 'hush' },
          ...{ startDateTime: '2025-01-02T03:04:05Z', endDateTime: '2026-12-31T00:00:00Z' },
        },
        what: 'secret',
      },
      scope,
    ),
  ).toEqual({
    id: '/applications/object-1/credentials/key-1',
    name: 'ci',
    createdAt: '2025-01-02T03:04:05.000Z',
    flags: ['secret'],
    attributes: { owner: 'Billing export', expiresAt: '2026-12-31T00:00:00.000Z' },
  }));

test('one without an end or a name', () =>
  expect(
    microsoftGraphApplicationsCredentials.normalize(
      { application: { id: 'object-1', appId: 'app-1' }, credential: { keyId: 'key-2' }, what: 'certificate' },
      scope,
    ),
  ).toMatchObject({ name: undefined, attributes: { owner: 'app-1', expiresAt: undefined } }));

test.each([
  ['application', { application: {}, credential: { keyId: 'key-1' } }],
  ['key', { application, credential: { displayName: 'ci' } }],
  ['key', { application, credential: { keyId: '' } }],
])('one without the id of its %s would be another one', (_, row) =>
  expect(() => microsoftGraphApplicationsCredentials.normalize({ ...row, what: 'secret' }, scope)).toThrow(
    'Application.Read.All failed (NoId)',
  ),
);
