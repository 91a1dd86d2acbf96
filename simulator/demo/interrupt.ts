// A terminal sends Ctrl-C to every process of the group, and a launcher passes it on: that is one interrupt, not two.
const sameInterruptMilliseconds = 500;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening. */
  release(): void;
}

/** Fires at the first interrupt, so that all ends in order; from the second on, all is ended at once. */
export function interruption(atOnce: () => void): Interruption {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const interrupt = () => {
    firstAt ??= performance.now();
    if (performance.now() - firstAt > sameInterruptMilliseconds) atOnce();
    controller.abort();
  };
  for (const name of signals) process.on(name, interrupt);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.off(name, interrupt);
    },
  };
}
