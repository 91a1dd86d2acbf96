/** So much in so long. */
export interface Window {
  readonly limit: number;
  readonly seconds: number;
}

export interface Quota {
  /** What is left in each window after this request. */
  readonly left: readonly number[];
  /** Until it may be tried again; undefined for what was let through. */
  readonly waitSeconds: number | undefined;
}

export interface Quotas {
  /** Takes units from all windows of one caller, or from none when one has too few. */
  take(caller: string, windows: readonly Window[], units: number): Quota;
}

interface Spending {
  readonly at: number;
  readonly units: number;
}

/** Sliding windows on the real clock. When they are not enforced, every caller finds them unused. */
export function quotasOf(clock: () => Date, enforced: boolean): Quotas {
  const spent = new Map<string, readonly Spending[]>();
  return {
    take(caller, windows, units) {
      const now = clock().getTime();
      const longest = Math.max(...windows.map(({ seconds }) => seconds));
      const before = enforced ? (spent.get(caller) ?? []).filter(({ at }) => at > now - longest * 1000) : [];
      const states = windows.map((window) => {
        const inside = before.filter(({ at }) => at > now - window.seconds * 1000);
        return { limit: window.limit, used: unitsOf(inside), wait: waitFor(window, inside, units, now) };
      });
      const wait = Math.max(...states.map((state) => state.wait));
      if (wait === 0) spent.set(caller, [...before, { at: now, units }]);
      const cost = wait === 0 ? units : 0;
      return {
        // What was let through although it is larger than its window leaves nothing, and not less.
        left: states.map(({ limit, used }) => Math.max(0, limit - used - cost)),
        waitSeconds: wait === 0 ? undefined : Math.ceil(wait),
      };
    },
  };
}

const unitsOf = (spendings: readonly Spending[]): number => spendings.reduce((sum, { units }) => sum + units, 0);

/** Seconds until enough has left the window. What is larger than the window waits until it is empty, and is let through. */
function waitFor({ limit, seconds }: Window, inside: readonly Spending[], units: number, now: number): number {
  let taken = unitsOf(inside);
  for (const { at, units: freed } of inside) {
    if (taken + units <= limit) return 0;
    taken -= freed;
    if (taken + units <= limit || taken === 0) return (at + seconds * 1000 - now) / 1000;
  }
  return 0;
}
