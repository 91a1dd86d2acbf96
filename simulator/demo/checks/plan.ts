import type { Truth } from '../../estate/truth.ts';
import { type Check, check } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import { accountsOf } from '../truth-accounts.ts';
import type { Status } from './status.ts';

interface Planned extends Answered {
  readonly dry_run: boolean;
  readonly plan: {
    readonly accounts: readonly { readonly account: string; readonly units: number }[];
    readonly accounts_total: number;
    readonly units: number;
    readonly paid_calls: number;
    readonly paid_cost: object;
  };
}

const tool = 'collect_data';

/** A plan names every account, costs nothing where nothing is paid, and does nothing. */
export async function checkPlan(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const lastRun = async () => (await client.ask<Status>('get_collection_status', { limit: 1 })).last.run_id;
  const before = await lastRun();
  const answer = await client.ask<Planned>(tool, { what: 'inventory' });
  const { accounts, accounts_total, units, paid_calls, paid_cost } = answer.plan;
  const expected = accountsOf(truth).map(({ id }) => id);
  return [
    check('accounts of a planned collection', expected.toSorted(), accounts.map(({ account }) => account).sort()),
    check('number of accounts of a planned collection', expected.length, accounts_total),
    check(
      'units of a planned collection',
      accounts.reduce((sum, one) => sum + one.units, 0),
      units,
    ),
    check(
      'price of a planned collection',
      { dry_run: true, paid_calls: 0, paid_cost: { amount: '0', currency: 'USD' } },
      { dry_run: answer.dry_run, paid_calls, paid_cost },
    ),
    check('the last collection after a plan', before, await lastRun()),
    checkQuality(tool, answer),
  ];
}
