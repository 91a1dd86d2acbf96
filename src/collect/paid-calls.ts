import type { Call } from '../clouds/calls.ts';
import { type Money, money } from '../model/money.ts';
import { dayOf } from '../model/period.ts';
import type { SpendState } from '../store/state.ts';
import type { Time } from './time.ts';

/** A paid call was not made, because the day's total would have passed the limit. */
export class DailyLimitReached extends Error {
  override readonly name = 'DailyLimitReached';
}

export interface PaidCalls {
  /** Books the price of a call before it is made; a free one passes. @throws DailyLimitReached when nothing was booked. */
  pay(api: string, price: Money): Promise<void>;
  spentToday(): Promise<Money>;
}

const dollars = ({ amount, currency }: Money): string => (currency === 'USD' ? `$${amount}` : `${amount} ${currency}`);

/** The guard before everything that costs money. What was booked counts over processes and restarts. */
export function createPaidCalls(
  spend: SpendState,
  organisation: string,
  limit: Money,
  time: Pick<Time, 'now'>,
): PaidCalls {
  const spentToday = () => spend.spent(organisation, dayOf(time.now()));
  return {
    spentToday,
    async pay(api, price) {
      if (price.amount === '0') return;
      if (await spend.spend(organisation, dayOf(time.now()), api, price, limit)) return;
      const spent = await spentToday();
      throw new DailyLimitReached(
        `${api} was not asked: it costs ${dollars(price)}, and ${dollars(spent)} of the ${dollars(limit)} that paid calls may cost a day are spent`,
      );
    },
  };
}

/**
 * Books every attempt of the priced API's calls, retries included; what lies beside (a session's renewal) is free. A call that
 * says its own price costs that.
 */
export function payEach(
  paid: PaidCalls,
  permissions: readonly string[],
  price: () => Money,
): (call: Call) => Promise<void> {
  const serviceOf = (action: string) => action.split(':')[0];
  const priced = new Set(permissions.map(serviceOf));
  return async ({ action, price: own }) => {
    if (own !== undefined) await paid.pay(action, money(own, 'USD'));
    else if (priced.has(serviceOf(action))) await paid.pay(action, price());
  };
}
