import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type HeldLease, holdLease, LEASE_MS } from '../collect/lease.ts';
import type { Time } from '../collect/time.ts';
import { UserError } from '../model/errors.ts';
import { type Lease, type LeaseState, StaleLease } from '../store/state.ts';

const TRY_AGAIN_MS = 200;
// Somebody who was killed keeps the others out for as long as a lease lasts.
const MOST_TRIES = (LEASE_MS + 10_000) / TRY_AGAIN_MS;

/**
 * Does something while nobody else changes the master key or wraps anything by it: of all processes and organisations of a home,
 * one at a time. @throws UserError where others never let go, or this one was held up so long that another took over.
 */
export async function whileKeysStand<T>(
  leases: LeaseState,
  time: Time,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const held = await patiently(leases, time);
  try {
    return await work(held.lease);
  } catch (error) {
    if (!(error instanceof StaleLease)) throw error;
    throw new UserError('Another command took over the master key meanwhile, and nothing was written: try again.');
  } finally {
    await held.release();
  }
}

async function patiently(leases: LeaseState, time: Time): Promise<HeldLease> {
  const holder = `${hostname()} process ${process.pid} ${randomUUID()}`;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const held = await holdLease(leases, time, 'master key', holder);
    if (held) return held;
    await time.sleep(TRY_AGAIN_MS);
  }
  throw new UserError(
    'Another command is adding a connection or changing the master key: try again when it has ended.',
  );
}
