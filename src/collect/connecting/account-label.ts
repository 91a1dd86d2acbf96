import type { AccountSettings } from '../../clouds/cloud.ts';
import type { AccountRecord } from '../../store/state.ts';

const ROLE_ACCOUNT = /^arn:[^:]+:iam::(\d{12}):role\//;

/** The account of an entry that names a role of one. */
export const idInRole = ({ role_arn }: AccountSettings): string | undefined => ROLE_ACCOUNT.exec(role_arn ?? '')?.[1];

const siblingsOf = ({ cloud }: AccountSettings, entries: readonly AccountSettings[]): readonly AccountSettings[] =>
  entries.filter((one) => one.cloud === cloud);

/** What an entry of the settings is called before it answers, by what it says itself: its id where that is known. */
export function accountLabel(entry: AccountSettings, entries: readonly AccountSettings[]): string {
  const { cloud, name, profile } = entry;
  return idInRole(entry) ?? name ?? profile ?? `${cloud} account ${siblingsOf(entry, entries).indexOf(entry) + 1}`;
}

/**
 * The account that an entry which was refused probably means: the one in its role, the one that was seen by its name, or
 * the only one that was ever seen. A guess, because credentials change: nothing but words may rest on it.
 */
export function probableId(
  entry: AccountSettings,
  entries: readonly AccountSettings[],
  records: readonly AccountRecord[],
): string | undefined {
  const inRole = idInRole(entry);
  if (inRole !== undefined) return inRole;
  const known = records.filter((record) => record.cloud === entry.cloud);
  const named = known.find((record) => entry.name !== undefined && record.name === entry.name);
  const only = siblingsOf(entry, entries).length === 1 && known.length === 1 ? known[0] : undefined;
  return (named ?? only)?.id;
}
