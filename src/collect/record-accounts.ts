import type { CloudName } from '../model/cloud.ts';
import type { AccountRecord } from '../store/state.ts';
import type { Reach } from './connect.ts';
import type { CollectionParts } from './parts.ts';

/** Keeps which accounts answered and which were refused. What only looks (a dry run, a diagnosis) doesn't come here. */
export async function recordAccounts(
  { store, time }: CollectionParts,
  organisation: string,
  { reached, refused, disabled, passed }: Reach,
): Promise<void> {
  const { accounts } = store.state;
  const records = await accounts.list(organisation);
  const recordOf = (cloud: CloudName, id: string) => records.find((one) => one.cloud === cloud && one.id === id);
  const checkedAt = time.now().toISOString();

  /** What the last collection found stays in the record; an account that somebody disabled stays disabled. */
  async function record(facts: Pick<AccountRecord, 'cloud' | 'id' | 'name' | 'status' | 'detail'>): Promise<void> {
    const { status: _, detail: __, ...before } = recordOf(facts.cloud, facts.id) ?? { missingPermissions: [] };
    await accounts.record({ ...before, ...facts, organisation, checkedAt });
  }

  // What was recorded while only the label was known; an account that was read has a record of its own.
  const answered = [
    ...reached.map(({ account: { cloud, id }, names }) => ({ cloud, account: id, names })),
    ...disabled,
    ...passed,
  ];
  for (const { cloud, account, names } of answered)
    for (const label of names) {
      const before = label === account ? undefined : recordOf(cloud, label);
      if (before && before.lastCollectedAt === undefined) await accounts.remove(organisation, cloud, label);
    }
  for (const { cloud, account: id, name, status, gap } of refused)
    if (recordOf(cloud, id)?.status !== 'disabled')
      await record({ cloud, id, status, detail: gap.detail, ...(name === undefined ? {} : { name }) });
  const connected = [
    ...reached.map(({ account: { cloud, id }, name }) => ({ cloud, id, name })),
    ...passed.flatMap(({ cloud, account: id, name, answers }) => (answers ? [{ cloud, id, name }] : [])),
  ];
  for (const { cloud, id, name } of connected)
    await record({ ...{ cloud, id, status: 'connected' }, ...(name === undefined ? {} : { name }) });
}
