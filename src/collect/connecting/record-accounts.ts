import type { AccountSettings } from '../../clouds/cloud.ts';
import type { CloudName } from '../../model/cloud.ts';
import type { AccountRecord } from '../../store/state.ts';
import type { CollectionParts } from '../parts.ts';
import { accountLabel, idInRole } from './account-label.ts';
import type { Reach } from './connect.ts';

type Facts = Pick<AccountRecord, 'cloud' | 'id' | 'name' | 'status' | 'detail'>;

interface Named {
  readonly cloud: CloudName;
  readonly names: readonly string[];
}

/**
 * Keeps which accounts answered and which were refused. What only looks (a dry run, a diagnosis) doesn't come here. What somebody
 * disabled or removed while they were asked stays so.
 */
export async function recordAccounts(parts: CollectionParts, organisation: string, reach: Reach): Promise<void> {
  const { store, time } = parts;
  const { reached, refused, disabled, passed } = reach;
  const isWanted = wantedStill(parts, (await parts.accountsNow?.()) ?? parts.accounts);
  const isLabel = labelsOf(parts, reach);
  const found: readonly (Named & { readonly facts: Facts })[] = [
    ...refused.map(({ cloud, account: id, names, name, status, gap: { detail } }) => ({
      ...{ cloud, names, facts: { cloud, id, status, detail, ...nameOf(name) } },
    })),
    ...reached.map(({ account: { cloud, id }, names, name }) => ({
      ...{ cloud, names, facts: { cloud, id, status: 'connected' as const, ...nameOf(name) } },
    })),
    ...passed.flatMap(({ cloud, account: id, names, name, answers }) =>
      answers ? [{ cloud, names, facts: { cloud, id, status: 'connected' as const, ...nameOf(name) } }] : [],
    ),
  ];
  const answered: readonly Named[] = [
    ...reached.map(({ account: { cloud }, names }) => ({ cloud, names })),
    ...disabled,
    ...passed,
  ];
  await store.state.accounts.change(organisation, (records) => {
    const recordOf = (cloud: CloudName, id: string) => records.find((one) => one.cloud === cloud && one.id === id);
    const isRemoved = ({ cloud, id }: Facts) =>
      reach.known.some((one) => one.cloud === cloud && one.id === id) && !recordOf(cloud, id);
    // What was recorded while only the label was known; an account that was read has a record of its own.
    const remove = answered.flatMap(({ cloud, names }) =>
      names.flatMap((name) => {
        const before = isLabel(cloud, name) ? recordOf(cloud, name) : undefined;
        return before && before.lastCollectedAt === undefined && before.status !== 'disabled' ? before : [];
      }),
    );
    const record = found.flatMap(({ facts, ...one }) => {
      const { status, detail: _, ...before } = recordOf(facts.cloud, facts.id) ?? { missingPermissions: [] };
      if (status === 'disabled' || isRemoved(facts) || !isWanted(one)) return [];
      return { ...before, ...facts, organisation, checkedAt: time.now().toISOString() };
    });
    return { remove, record };
  });
}

const nameOf = (name: string | undefined): { readonly name?: string } => (name === undefined ? {} : { name });

const saidBy = (entry: AccountSettings, entries: readonly AccountSettings[]): readonly string[] => [
  accountLabel(entry, entries),
  ...(entry.name === undefined ? [] : [entry.name]),
];

/** What only the settings call an account: a name that its owner chose may be another's id. */
function labelsOf({ accounts }: CollectionParts, { reached, refused, disabled, passed }: Reach) {
  const ids = new Set([
    ...accounts.map(idInRole),
    ...reached.map(({ account: { id } }) => id),
    ...refused.flatMap(({ identified, account }) => (identified ? account : [])),
    ...[...disabled, ...passed].map(({ account }) => account),
  ]);
  const labels = new Set(
    accounts.flatMap((entry) => saidBy(entry, accounts).map((label) => `${entry.cloud} ${label}`)),
  );
  return (cloud: CloudName, name: string): boolean => !ids.has(name) && labels.has(`${cloud} ${name}`);
}

/** Whether an entry still leads to an account: one may have been removed since it was asked. */
function wantedStill({ accounts }: CollectionParts, now: readonly AccountSettings[]): (one: Named) => boolean {
  const there = new Set(now.map((entry) => JSON.stringify(entry)));
  const isThere = (entry: AccountSettings) => there.has(JSON.stringify(entry));
  const leadsTo = (entry: AccountSettings, { cloud, names }: Named) =>
    entry.cloud === cloud && saidBy(entry, accounts).some((label) => names.includes(label));
  return (one) => {
    const entries = accounts.filter((entry) => leadsTo(entry, one));
    return entries.length === 0 || entries.some(isThere);
  };
}
