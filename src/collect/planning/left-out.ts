import type { Payer } from '../../clouds/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { CollectRequest } from '../collection.ts';
import type { Reach, ReachedAccount } from '../connecting/connect.ts';

/** Whether an account's regions can't be listed one by one. */
export const isListedWhole = ({ account }: Pick<ReachedAccount, 'account'>): boolean => account.regions === undefined;

/**
 * Whose costs are not asked because a request names accounts: a bill of many is paid by none of them.
 * @throws UserError where nothing else is asked.
 */
export function sharedBills(
  asked: readonly ReachedAccount[],
  { reached, refused, payers, disabled, passed }: Reach,
  what: CollectRequest['what'],
): Gap[] {
  const known = [
    ...reached.map(({ account: { cloud, id } }) => ({ cloud, account: id })),
    ...refused,
    ...disabled,
    ...passed,
  ];
  const shared = payers.filter(({ cloud, id }) => !known.some((one) => one.cloud === cloud && one.account === id));
  const gaps = asked.flatMap(({ account: { cloud, id } }): Gap[] => {
    const own = payers.filter((payer) => payer.cloud === cloud);
    const holds = (payer: Payer) => shared.includes(payer) || payer.holds?.includes(id);
    const bills = own.filter(holds).map((payer) => payer.id);
    if (bills.length === 0 || own.some((payer) => payer.id === id)) return [];
    const why = `its costs have no bill of their own, and that of ${bills.join(', ')} is asked whole`;
    const detail = `${why}: leave out accounts, and narrow the question instead`;
    return [{ cloud, account: id, dataset: 'costs', reason: 'not_collected', detail }];
  });
  if (gaps.length > 0 && gaps.length === asked.length && what.every((one) => one === 'costs'))
    throw new UserError(`Nothing is left to ask: ${[...new Set(gaps.map(({ detail }) => detail))].join('; ')}.`);
  return gaps;
}
