import type { Estate } from '../estate/estate.ts';

const most = 50;

/**
 * Answers that later pages are cut from. A company doesn't change, so what was worked out for a question stays right; only
 * the latest questions are kept.
 */
export function remembered<Value>(
  workOut: (estate: Estate, key: string) => Value,
): (estate: Estate, key: string) => Value {
  const known = new WeakMap<Estate, Map<string, Value>>();
  return (estate, key) => {
    const values = known.get(estate) ?? new Map<string, Value>();
    known.set(estate, values);
    const found = values.has(key) ? (values.get(key) as Value) : workOut(estate, key);
    values.delete(key);
    values.set(key, found);
    for (const oldest of values.keys()) if (values.size > most) values.delete(oldest);
    return found;
  };
}
