import type { Catalogue, ChargePeriod } from '../state.ts';
import type { Database } from './database.ts';
import { checkFence } from './leases.ts';

interface PeriodRow extends Omit<ChargePeriod, 'closed' | 'paidPages'> {
  readonly closed: number;
  readonly paidPages: number | null;
}

/** The part of the catalogue that says which file holds which billing period of which source. */
export function chargeCatalogue(
  database: Database,
): Pick<Catalogue, 'chargePeriods' | 'publishCharges' | 'moveCharges'> {
  return {
    async chargePeriods(organisation) {
      return database
        .all<PeriodRow>(
          `SELECT organisation, source, period, file, rows, as_of AS asOf, closed, content_hash AS contentHash,
             paid_pages AS paidPages
           FROM charge_periods WHERE organisation = ? ORDER BY source, period`,
          organisation,
        )
        .map(({ paidPages, ...row }) => ({
          ...row,
          closed: row.closed === 1,
          ...(paidPages === null ? {} : { paidPages }),
        }));
    },
    async publishCharges(periods, lease) {
      database.transaction(() => {
        checkFence(database, lease);
        for (const { organisation, source, period, file, rows, asOf, closed, contentHash, paidPages } of periods)
          database.run(
            `INSERT INTO charge_periods (organisation, source, period, file, rows, as_of, closed, content_hash, paid_pages)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET file = excluded.file, rows = excluded.rows, as_of = excluded.as_of,
               closed = excluded.closed, content_hash = excluded.content_hash, paid_pages = excluded.paid_pages`,
            organisation,
            source,
            period,
            file,
            rows,
            asOf,
            closed ? 1 : 0,
            contentHash,
            paidPages ?? null,
          );
      });
    },
    async moveCharges(periods, file, lease) {
      database.transaction(() => {
        checkFence(database, lease);
        for (const { organisation, source, period, file: from } of periods)
          database.run(
            'UPDATE charge_periods SET file = ? WHERE organisation = ? AND source = ? AND period = ? AND file = ?',
            file,
            organisation,
            source,
            period,
            from,
          );
      });
    },
  };
}
