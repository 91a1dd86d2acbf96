/** Awaits an answer of the SDK and counts its call; `nothing` is the error by which a service says that there is nothing. */
export type Told = <T>(answer: Promise<T>, nothing?: string) => Promise<T | undefined>;

export interface BareAnswers {
  readonly told: Told;
  calls(): number;
  /** Every error that was no answer, and how often it came. */
  refusals(): readonly string[];
}

export function bareAnswers(): BareAnswers {
  const errors = new Map<string, number>();
  let calls = 0;
  return {
    async told(answer, nothing) {
      calls++;
      return answer.catch((error: Error) => {
        const said = `${error.name}: ${error.message}`;
        if (error.name !== nothing) errors.set(said, (errors.get(said) ?? 0) + 1);
        return undefined;
      });
    },
    calls: () => calls,
    refusals: () => [...errors].map(([said, times]) => `${times} times ${said}`),
  };
}
