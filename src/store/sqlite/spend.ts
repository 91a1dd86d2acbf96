import { add, compare, type Money, sum } from '../../model/money.ts';
import type { SpendState } from '../state.ts';
import type { Database } from './database.ts';

// What a day without any spending is told in: the providers price their paid calls in it.
const CURRENCY = 'USD';

interface SpendRow extends Money {
  readonly api: string;
}

const ofDay = (database: Database, organisation: string, day: string): SpendRow[] =>
  database.all<SpendRow>(
    'SELECT api, amount, currency FROM spend WHERE organisation = ? AND day = ?',
    organisation,
    day,
  );

export function spendState(database: Database): SpendState {
  return {
    async spend(organisation, day, api, amount, cap) {
      if (compare(amount, { ...amount, amount: '0' }) < 0) throw new TypeError('a negative amount would lift the cap');
      return database.transaction(() => {
        const rows = ofDay(database, organisation, day);
        if (compare(add(sum(rows, amount.currency), amount), cap) > 0) return false;
        const earlier = rows.find((row) => row.api === api);
        const total = earlier ? add(earlier, amount) : amount;
        database.run(
          `INSERT INTO spend (organisation, day, api, amount, currency) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET amount = excluded.amount`,
          organisation,
          day,
          api,
          total.amount,
          total.currency,
        );
        return true;
      });
    },
    async spent(organisation, day) {
      const rows = ofDay(database, organisation, day);
      return sum(rows, rows[0]?.currency ?? CURRENCY);
    },
  };
}
