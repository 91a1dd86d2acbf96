import { type Lease, type LeaseState, StaleLease } from '../state.ts';
import type { Database } from './database.ts';

// No holder asks for more at a time.
const LONGEST_MS = 24 * 3_600_000;

interface LeaseRow {
  readonly holder: string | null;
  readonly fence: number;
  readonly expires_ms: number;
}

const find = (database: Database, name: string): LeaseRow | undefined =>
  database.get<LeaseRow>('SELECT holder, fence, expires_ms FROM leases WHERE name = ?', name);

/**
 * For use inside a transaction that is to stand or fall with the lease. One that ran out and was taken by nobody still
 * holds: nobody else can have written. @throws StaleLease when overtaken or released.
 */
export function checkFence(database: Database, { name, holder, fence }: Lease): void {
  const row = find(database, name);
  if (row?.fence !== fence || row.holder !== holder)
    throw new StaleLease(`${holder} no longer holds the lease ${name}: nothing was written`);
}

// One that ends later than any that begins now was taken by a clock that has been set back since.
const isOver = (expiresMs: number, now: Date, ttlMs: number): boolean =>
  expiresMs <= now.getTime() || expiresMs > now.getTime() + Math.max(ttlMs, LONGEST_MS);

export function leaseState(database: Database): LeaseState {
  return {
    async acquire(name, holder, now, ttlMs) {
      return database.transaction(() => {
        const row = find(database, name);
        const free = !row || row.holder === null || row.holder === holder || isOver(row.expires_ms, now, ttlMs);
        if (!free) return;
        const fence = (row?.fence ?? 0) + 1;
        database.run(
          `INSERT INTO leases (name, holder, fence, expires_ms) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET holder = excluded.holder, fence = excluded.fence, expires_ms = excluded.expires_ms`,
          name,
          holder,
          fence,
          now.getTime() + ttlMs,
        );
        return { name, holder, fence };
      });
    },
    async renew(lease, now, ttlMs) {
      database.transaction(() => {
        checkFence(database, lease);
        database.run('UPDATE leases SET expires_ms = ? WHERE name = ?', now.getTime() + ttlMs, lease.name);
      });
    },
    async release({ name, holder, fence }) {
      database.run('UPDATE leases SET holder = NULL WHERE name = ? AND holder = ? AND fence = ?', name, holder, fence);
    },
  };
}
