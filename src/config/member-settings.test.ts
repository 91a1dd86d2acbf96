import { expect, test } from 'vitest';
import type { AccountSettings } from '../clouds/cloud.ts';
import { withMemberSettings } from './member-settings.ts';
import { configSchema } from './schema.ts';

const SESSIONS = { session_duration_seconds: 7200, session_cache_ttl_seconds: 60 };
const settings = (enabled: boolean) =>
  configSchema.parse({ multi_account: { enabled, cross_account_role_name: 'everywhere', ...SESSIONS } }).multi_account;

test.each<[string, AccountSettings, boolean, AccountSettings['organization']]>([
  ['names its role', { cloud: 'aws', organization: { role_name: 'own' } }, true, { role_name: 'own', ...SESSIONS }],
  [
    'names its role alone',
    { cloud: 'aws', organization: { role_name: 'own' } },
    false,
    { role_name: 'own', ...SESSIONS },
  ],
  ['says nothing', { cloud: 'aws' }, true, { role_name: 'everywhere', ifAny: true, ...SESSIONS }],
  ['says nothing, where not all are read', { cloud: 'aws' }, false, undefined],
  ['is Google’s', { cloud: 'gcp', organization: '123' }, true, '123'],
  ['is Azure’s', { cloud: 'azure' }, true, undefined],
])('an entry that %s', (_, entry, enabled, organization) =>
  expect(withMemberSettings(entry, settings(enabled)).organization).toEqual(organization),
);
