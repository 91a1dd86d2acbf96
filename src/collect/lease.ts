import { type Lease, type LeaseState, StaleLease } from '../store/state.ts';
import type { Time } from './time.ts';

export interface HeldLease {
  readonly lease: Lease;
  /** Aborted when somebody else took over, or when it could not be renewed in time. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** A killed holder keeps the others out for so long. */
export const LEASE_MS = 30_000;

/** Takes a lease and renews it until it is released; undefined while somebody else holds it. */
export async function holdLease(
  leases: LeaseState,
  time: Time,
  name: string,
  holder: string,
): Promise<HeldLease | undefined> {
  const lease = await leases.acquire(name, holder, time.now(), LEASE_MS);
  if (!lease) return undefined;
  const lost = new AbortController();
  const released = new AbortController();

  async function renew(held: Lease): Promise<void> {
    let until = time.now().getTime() + LEASE_MS;
    for (;;) {
      await time.sleep(LEASE_MS / 3, released.signal);
      try {
        await leases.renew(held, time.now(), LEASE_MS);
        until = time.now().getTime() + LEASE_MS;
      } catch (error) {
        // The database may be busy for a moment; only time takes the lease away.
        if (!(error instanceof StaleLease) && time.now().getTime() < until) continue;
        lost.abort(error);
        return;
      }
    }
  }
  const renewing = renew(lease).catch(() => {});

  return {
    lease,
    lost: lost.signal,
    async release() {
      released.abort();
      await renewing;
      if (!lost.signal.aborted) await leases.release(lease);
    },
  };
}
