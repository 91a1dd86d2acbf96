import type { Send } from '../clouds/calls.ts';
import type { CloudName } from '../model/cloud.ts';
import type { AccountTest, AccountTester } from './collection.ts';
import { connectAccounts } from './connect.ts';
import type { CollectionParts } from './parts.ts';
import { recordAccounts } from './record-accounts.ts';

/** Asks every configured account who it is. See `AccountTester`. */
export async function testAccounts(
  parts: CollectionParts,
  send: Send,
  { organisation, clouds, record }: Parameters<AccountTester['testAccounts']>[0],
  signal: AbortSignal,
): Promise<AccountTest[]> {
  const reach = await connectAccounts(parts, send, { organisation, clouds, regions: false }, signal);
  if (record) await recordAccounts(parts, organisation, reach);
  const { reached, refused } = reach;
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
