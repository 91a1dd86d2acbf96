import type { Send } from '../../clouds/calls.ts';
import type { AccountSettings } from '../../clouds/cloud.ts';
import type { CloudName } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { AccountTest, AccountTester } from '../collection.ts';
import type { CollectionParts } from '../parts.ts';
import { idInRole } from './account-label.ts';
import { connectAccounts, type Reach } from './connect.ts';
import { meantBy } from './meant.ts';
import { recordAccounts } from './record-accounts.ts';

/** What an entry says of where it leads. */
const saysOf = (entry: AccountSettings): readonly (string | undefined)[] => [
  ...[entry.name, entry.profile, idInRole(entry), entry.tenant_id, entry.management_group, entry.folder],
  ...[entry.subscriptions ?? [], entry.projects ?? []].flat(),
];

function unknownAccount(account: string, { reached, refused, disabled }: Reach): string {
  if (disabled.some(meantBy([account], [...reached, ...refused, ...disabled])))
    return `${account} is disabled: \`cloudoptima accounts enable ${account}\` first.`;
  const known = [...reached, ...refused].map(({ names: [name] }) => name).slice(0, 20);
  return `No account is called "${account.slice(0, 200)}". There are: ${known.join(', ')}.`;
}

/** Asks every configured account who it is. See `AccountTester`. */
export async function testAccounts(
  parts: CollectionParts,
  send: Send,
  { organisation, clouds, record, account }: Parameters<AccountTester['testAccounts']>[0],
  signal: AbortSignal,
): Promise<AccountTest[]> {
  // An entry can't always say which account it leads to: then all of them have to be asked.
  const named = parts.accounts.filter((entry) => account !== undefined && saysOf(entry).includes(account));
  const only = named.length > 0 ? { only: (entry: AccountSettings) => named.includes(entry) } : {};
  const reach = await connectAccounts(parts, send, { organisation, clouds, regions: false, ...only }, signal);
  if (record) await recordAccounts(parts, organisation, reach);
  const isMeant =
    account === undefined || named.length > 0
      ? () => true
      : meantBy([account], [...reach.reached, ...reach.refused, ...reach.disabled]);
  const [reached, refused] = [reach.reached.filter(isMeant), reach.refused.filter(isMeant)];
  if (account !== undefined && reached.length + refused.length === 0)
    throw new UserError(unknownAccount(account, reach));
  const records = await parts.store.state.accounts.list(organisation);
  const missing = (cloud: CloudName, id: string) =>
    records.find((record) => record.cloud === cloud && record.id === id)?.missingPermissions ?? [];
  return [
    ...reached.map(({ account: { cloud, id, name } }) => ({
      ...{ cloud, account: id, status: 'connected' as const, detail: name ?? '' },
      missingPermissions: missing(cloud, id),
    })),
    ...refused.map(({ cloud, account, name, status, gap }) => ({
      ...{ cloud, account, status, detail: name === undefined ? gap.detail : `${name}: ${gap.detail}` },
      missingPermissions: missing(cloud, account),
    })),
  ];
}
