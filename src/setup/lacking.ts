import { isDeepStrictEqual } from 'node:util';
import { leadsToSame, present } from '../accounts/list.ts';
import type { AccountSettings } from '../clouds/cloud.ts';
import { ACCOUNT_SCHEMAS } from '../config/schema.ts';
import type { FoundEntry, SetupConfiguration } from '../serve/product.ts';

/** The entries of a file that can be read as such; what can't is for `doctor` to say. */
function entriesIn({ accounts }: Readonly<Record<string, unknown>>): readonly AccountSettings[] {
  if (!Array.isArray(accounts)) return [];
  return accounts.flatMap((entry: unknown) => {
    const cloud: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'cloud') : undefined;
    if (cloud !== 'aws' && cloud !== 'azure' && cloud !== 'gcp') return [];
    const parsed = ACCOUNT_SCHEMAS[cloud].safeParse(entry);
    return parsed.success ? [present(parsed.data)] : [];
  });
}

/** What a configuration that is there lacks of some entries. */
export function lacking(
  file: Readonly<Record<string, unknown>>,
  entries: readonly FoundEntry[],
): Pick<SetupConfiguration, 'to_add' | 'to_change'> {
  const there = entriesIn(file);
  const twins = (entry: FoundEntry) =>
    there.filter((one) => leadsToSame(one, present({ ...entry.settings, cloud: entry.cloud })));
  const holds = (one: AccountSettings, { settings }: FoundEntry) =>
    Object.entries(settings).every(([key, value]) => isDeepStrictEqual(Reflect.get(one, key), value));
  return {
    to_add: entries.filter((entry) => twins(entry).length === 0),
    to_change: entries.filter((entry) => {
      const found = twins(entry);
      return found.length > 0 && !found.some((one) => holds(one, entry));
    }),
  };
}
