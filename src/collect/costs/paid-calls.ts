import type { Call } from '../../clouds/calls.ts';
import type { CloudName } from '../../model/cloud.ts';
import { add, type Money, money } from '../../model/money.ts';
import { dayOf } from '../../model/period.ts';
import type { Spent } from '../../model/run.ts';
import type { SpendState } from '../../store/state.ts';
import type { Time } from '../time.ts';

/** A paid call was not made, because the day's total would have passed the limit. */
export class DailyLimitReached extends Error {
  override readonly name = 'DailyLimitReached';
}

export interface PaidCalls {
  /** Books the price of a call before it is made; a free one passes. @throws DailyLimitReached when nothing was booked. */
  pay(api: string, price: Money, cloud: CloudName): Promise<void>;
  spentToday(): Promise<Money>;
  /** What was booked here, by cloud; none where nothing was. */
  booked(): Spent[];
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
  const booked = new Map<CloudName, Money>();
  return {
    spentToday,
    booked: () => [...booked].map(([cloud, cost]) => ({ cloud, cost })),
    async pay(api, price, cloud) {
      if (price.amount === '0') return;
      if (await spend.spend(organisation, dayOf(time.now()), api, price, limit)) {
        const before = booked.get(cloud);
        booked.set(cloud, before ? add(before, price) : price);
        return;
      }
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
  paid: Pick<PaidCalls, 'pay'>,
  cloud: CloudName,
  permissions: readonly string[],
  price: () => Money,
): (call: Call) => Promise<void> {
  const serviceOf = (action: string) => action.split(':')[0];
  const priced = new Set(permissions.map(serviceOf));
  return async ({ action, price: own }) => {
    if (own !== undefined) await paid.pay(action, money(own, 'USD'), cloud);
    else if (priced.has(serviceOf(action))) await paid.pay(action, price(), cloud);
  };
}
