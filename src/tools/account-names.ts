import type { AccountRecord } from '../store/state.ts';

/** What people call the accounts, by id; of those that have a name. */
export const namesOf = (records: readonly Pick<AccountRecord, 'id' | 'name'>[]): ReadonlyMap<string, string> =>
  new Map(records.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const])));
