import type { Truth } from '../../estate/truth.ts';
import { type Check, check, countBy } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import { accountsOf } from '../truth-accounts.ts';
import { resourcesOf } from '../truth-resources.ts';

interface AccountRow {
  readonly account: string;
  readonly account_name?: string;
  readonly status: string;
  readonly missing_permissions: readonly string[];
  readonly last_collection: { readonly status: string; readonly rows: number } | null;
}

interface Accounts extends Answered {
  readonly accounts: readonly AccountRow[];
  readonly total: number;
}

/** Every account is known by its name, answers, allows what is needed and was read whole. */
export async function checkAccounts(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const { rows, first } = await client.pages<AccountRow, Accounts>('list_accounts', { limit: 500 }, 'accounts');
  const counts = countBy(resourcesOf(truth), ({ account }) => account);
  const expected = accountsOf(truth).map(({ id, name }) => ({
    ...{ id, name, status: 'connected', missing: [] },
    last: { status: 'success', rows: counts[id] ?? 0 },
  }));
  const actual = rows.map(({ account, account_name, status, missing_permissions, last_collection: last }) => ({
    ...{ id: account, name: account_name, status, missing: missing_permissions },
    last: last && { status: last.status, rows: last.rows },
  }));
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  return [
    check('number of accounts', expected.length, first.total),
    check('accounts', expected.toSorted(byId), actual.toSorted(byId)),
    checkQuality('list_accounts', first),
  ];
}
