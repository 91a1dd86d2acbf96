import type { Truth } from '../../estate/truth.ts';
import { type Check, check } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';

interface AccountRow {
  readonly account: string;
  readonly account_name?: string;
  readonly status: string;
  readonly missing_permissions: readonly string[];
}

interface Accounts extends Answered {
  readonly accounts: readonly AccountRow[];
  readonly total: number;
}

/** Every account is known by its name, answers and allows what is needed. */
export async function checkAccounts({ clouds }: Truth, client: McpClient): Promise<readonly Check[]> {
  const { rows, first } = await client.pages<AccountRow, Accounts>('list_accounts', { limit: 500 }, 'accounts');
  const expected = Object.values(clouds)
    .flatMap(({ accounts, tenant }) => [...accounts, ...(tenant ? [tenant] : [])])
    .map(({ id, name }) => ({ id, name, status: 'connected', missing: [] }));
  const actual = rows.map(({ account, account_name, status, missing_permissions }) => ({
    ...{ id: account, name: account_name, status, missing: missing_permissions },
  }));
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  return [
    check('number of accounts', expected.length, first.total),
    check('accounts', expected.toSorted(byId), actual.toSorted(byId)),
    checkQuality('list_accounts', first),
  ];
}
