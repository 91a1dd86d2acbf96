import type { AccountSettings } from '../clouds/cloud.ts';
import type { AccountRecord } from '../store/state.ts';

const ROLE_ACCOUNT = /^arn:[^:]+:iam::(\d{12}):role\//;

/** What an entry of the settings is called before it answers: its id where the settings or an earlier answer tell it. */
export function accountLabel(
  entry: AccountSettings,
  entries: readonly AccountSettings[],
  records: readonly AccountRecord[],
): string {
  const { cloud, name, profile, role_arn } = entry;
  const inRole = ROLE_ACCOUNT.exec(role_arn ?? '')?.[1];
  if (inRole !== undefined) return inRole;
  const siblings = entries.filter((one) => one.cloud === cloud);
  const known = records.filter((record) => record.cloud === cloud);
  const named = known.find((record) => name !== undefined && record.name === name);
  // The only account that was ever seen is the only one that is configured.
  const only = siblings.length === 1 && known.length === 1 ? known[0] : undefined;
  return (named ?? only)?.id ?? name ?? profile ?? `${cloud} account ${siblings.indexOf(entry) + 1}`;
}

/** What a request may call the account besides its id. */
export const accountNames = (entry: AccountSettings, label: string): string[] => [
  label,
  ...(entry.name === undefined ? [] : [entry.name]),
];

/** Two entries may lead to one account; it is asked once, wherever either says. */
export function mergeEntries(a: AccountSettings, b: AccountSettings): AccountSettings {
  const { regions: _, ...rest } = a;
  return a.regions && b.regions ? { ...rest, regions: [...new Set([...a.regions, ...b.regions])] } : rest;
}
