/** Values by key that are made when they are asked for, and forgotten when they say no more than a new one would. */
export interface QuotaMap<T> {
  of(key: string, make: () => T): T;
  readonly size: number;
}

// So few that nobody looks for what to forget.
const FEW = 1_000;

/**
 * A company with hundreds of accounts has tens of thousands of quotas, of which each is asked for a minute long.
 * @param isAsNew whether nothing is lost with it.
 */
export function quotaMap<T>(isAsNew: (value: T) => boolean, few = FEW): QuotaMap<T> {
  const values = new Map<string, T>();
  let most = few;

  function forget(): void {
    for (const [key, value] of values) if (isAsNew(value)) values.delete(key);
    // Looking through all of them costs no more than having made as many.
    most = Math.max(few, 2 * values.size);
  }

  return {
    of(key, make) {
      const known = values.get(key);
      if (known !== undefined) return known;
      if (values.size >= most) forget();
      const made = make();
      values.set(key, made);
      return made;
    },
    get size() {
      return values.size;
    },
  };
}
