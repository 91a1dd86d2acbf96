import { expect, test } from 'vitest';
import type { AccountSettings } from '../../clouds/cloud.ts';
import type { AccountRecord } from '../../store/state.ts';
import { accountLabel, probableId } from './account-label.ts';

const ID = '123456789012';
const role: AccountSettings = { cloud: 'aws', name: 'prod', role_arn: `arn:aws-cn:iam::${ID}:role/reader` };
const named: AccountSettings = { cloud: 'aws', name: 'prod' };
const profile: AccountSettings = { cloud: 'aws', profile: 'work' };
const bare: AccountSettings = { cloud: 'aws' };
const other: AccountSettings = { cloud: 'gcp' };

test.each<[string, AccountSettings, readonly AccountSettings[], string]>([
  ['the account of its role', role, [role], ID],
  ['its name', named, [named], 'prod'],
  ['its profile', profile, [profile], 'work'],
  ['its place among those of its cloud', bare, [other, named, bare], 'aws account 2'],
  ['its name where the role is no ARN', { ...role, role_arn: 'reader' }, [role], 'prod'],
])('an entry is called by %s', (_, entry, entries, label) => expect(accountLabel(entry, entries)).toBe(label));

const seen = (id: string, changes: Partial<AccountRecord> = {}): AccountRecord => ({
  ...{ organisation: 'acme', cloud: 'aws', id, status: 'connected', missingPermissions: [] },
  ...{ checkedAt: '2026-11-21T12:00:00.000Z', ...changes },
});

test.each<[string, AccountSettings, readonly AccountSettings[], readonly AccountRecord[], string | undefined]>([
  ['the account of its role, whatever was seen', role, [role], [seen('2')], ID],
  ['the one of its name', named, [named, bare], [seen('1'), seen('2', { name: 'prod' })], '2'],
  ['the only one that was ever seen', bare, [bare], [seen('1')], '1'],
  ['none: two were seen', bare, [bare], [seen('1'), seen('2')], undefined],
  ['none: another entry may mean it', bare, [bare, named], [seen('1')], undefined],
  ['none: only another cloud was seen', bare, [bare], [seen('1', { cloud: 'gcp' })], undefined],
  ['none: nothing was seen', bare, [bare], [], undefined],
  // Two records without a name are not of one name.
  ['none: neither has a name', bare, [bare, profile], [seen('1'), seen('2')], undefined],
])('an entry that was refused probably means %s', (_, entry, entries, records, id) =>
  expect(probableId(entry, entries, records)).toBe(id),
);
