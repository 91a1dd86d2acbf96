import { expect, test } from 'vitest';
import { TENANT } from '../../../../test/support/azure.ts';
import { microsoftGraphApplications } from './microsoft-graph-applications.ts';

const scope = { organisation: 'northwind', cloud: 'azure', account: TENANT, region: 'global' } as const;

test('an application in our words', () =>
  expect(
    microsoftGraphApplications.normalize(
      { id: 'object-1', appId: 'app-1', displayName: 'Billing export', createdDateTime: '2025-01-02T03:04:05Z' },
      scope,
    ),
  ).toEqual({
    id: '/applications/object-1',
    name: 'Billing export',
    createdAt: '2025-01-02T03:04:05.000Z',
    attributes: { path: 'app-1' },
  }));

test('what is not told stays unknown', () =>
  expect(microsoftGraphApplications.normalize({ id: 'object-1', displayName: null }, scope)).toMatchObject({
    ...{ name: undefined, createdAt: undefined, attributes: { path: undefined } },
  }));

test('one without an id would be another one', () =>
  expect(() => microsoftGraphApplications.normalize({ appId: 'app-1' }, scope)).toThrow(
    'Application.Read.All failed (NoId)',
  ));
