// A terminal sends the signal to us and to the launcher, which passes it on: that is one interrupt, not two.
const SAME_INTERRUPT_MS = 500;
const INTERRUPTED = 130;

/** Fires at the first interrupt, so that work ends in order; the second ends the process. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const interrupt = (): void => {
    firstAt ??= performance.now();
    if (controller.signal.aborted && performance.now() - firstAt > SAME_INTERRUPT_MS) process.exit(INTERRUPTED);
    controller.abort(new Error('interrupted'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}
