import type { Send } from '../clouds/calls.ts';
import type { AccountSettings, Cloud, ConnectedAccount } from '../clouds/cloud.ts';
import type { CloudName } from '../model/cloud.ts';
import { CloudError, UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { AccountRecord } from '../store/state.ts';
import { accountLabel, accountNames, mergeEntries } from './account-label.ts';
import { gapOf } from './gaps.ts';
import type { CollectionParts } from './parts.ts';
import { eachOf } from './pool.ts';
import { withinDeadline } from './unit-of-work.ts';

/** An account that can be asked, and where. */
export interface ReachedAccount {
  readonly account: ConnectedAccount;
  readonly regions: readonly string[];
  readonly gaps: readonly Gap[];
  /** What a request may call it. */
  readonly names: readonly string[];
}

/** An account that could not be asked. */
export interface RefusedAccount {
  readonly cloud: CloudName;
  /** Its id where the settings tell, else what the settings call it. */
  readonly account: string;
  readonly status: 'denied' | 'unreachable';
  readonly gap: Gap;
  readonly names: readonly string[];
}

export interface Reach {
  readonly reached: readonly ReachedAccount[];
  readonly refused: readonly RefusedAccount[];
}

interface Wanted {
  readonly organisation: string;
  readonly clouds: readonly CloudName[];
  /** Whether regions are needed. */
  readonly regions: boolean;
}

interface Answered {
  readonly account: ConnectedAccount;
  readonly entry: AccountSettings;
  readonly names: readonly string[];
}

/**
 * Asks every configured account of the clouds who it is and where it may be asked. One that is refused or doesn't answer
 * doesn't stop the others. What was learned is recorded. @throws UserError when none is configured.
 */
export async function connectAccounts(
  parts: CollectionParts,
  send: Send,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Reach> {
  const { store, settings, time } = parts;
  const { organisation } = wanted;
  const entries = parts.accounts.filter(({ cloud }) => wanted.clouds.includes(cloud));
  if (entries.length === 0)
    throw new UserError(
      `No account of ${wanted.clouds.join(', ')} is configured. Add one with \`cloudoptima accounts add\`.`,
    );
  const records = await store.state.accounts.list(organisation);
  const recordOf = (cloud: CloudName, id: string) => records.find((one) => one.cloud === cloud && one.id === id);
  const answered = new Map<string, Answered>();
  const refused: RefusedAccount[] = [];

  await eachOf(entries, settings.maxParallelAccounts, signal, async (entry) => {
    const { cloud } = entry;
    const label = accountLabel(entry, entries, records);
    const names = accountNames(entry, label);
    try {
      const account = await connect(parts, send, entry, label, signal);
      const known = answered.get(`${cloud} ${account.id}`);
      answered.set(`${cloud} ${account.id}`, {
        account,
        entry: known ? mergeEntries(known.entry, entry) : entry,
        names: [account.id, ...names, ...(account.name === undefined ? [] : [account.name]), ...(known?.names ?? [])],
      });
      // What was recorded while only the label was known.
      if (label !== account.id && recordOf(cloud, label)) await store.state.accounts.remove(organisation, cloud, label);
    } catch (error) {
      if (signal.aborted) throw error;
      refused.push({ cloud, account: label, names, ...refusalOf(error, cloud, label, parts) });
    }
  });
  signal.throwIfAborted();

  const checkedAt = time.now().toISOString();
  for (const { cloud, account, status, gap } of refused)
    await record(parts, recordOf(cloud, account), {
      organisation,
      cloud,
      id: account,
      status,
      detail: gap.detail,
      checkedAt,
    });
  const enabled = [...answered.values()].filter(
    ({ account }) => recordOf(account.cloud, account.id)?.status !== 'disabled',
  );
  const reached: ReachedAccount[] = [];
  await eachOf(enabled, settings.maxParallelAccounts, signal, async ({ account, entry, names }) => {
    const { cloud, id } = account;
    const name = account.name ?? entry.name;
    const facts = { organisation, cloud, id, status: 'connected' as const, checkedAt };
    await record(parts, recordOf(cloud, id), name === undefined ? facts : { ...facts, name });
    const asked = wanted.regions && !entry.regions;
    const found = asked ? await regionsOf(parts, account, signal) : { regions: entry.regions ?? [], gaps: [] };
    reached.push({ account, names, ...found });
  });
  signal.throwIfAborted();
  const inOrder = <T extends { readonly names: readonly string[] }>(list: T[]) =>
    list.sort((a, b) => (a.names[0] ?? '').localeCompare(b.names[0] ?? '', 'en'));
  return { reached: inOrder(reached), refused: inOrder(refused) };
}

function connect(
  { clouds, settings, time }: CollectionParts,
  send: Send,
  entry: AccountSettings,
  label: string,
  signal: AbortSignal,
): Promise<ConnectedAccount> {
  const cloud: Cloud | undefined = clouds.find(({ name }) => name === entry.cloud);
  if (!cloud) throw new UserError(`${entry.cloud} can't be collected by this installation yet.`);
  const limits = { id: `${entry.cloud} ${label}`, deadlineMs: settings.deadlineSeconds * 1000, signal };
  return withinDeadline(time, limits, () => cloud.connect(entry, send));
}

function refusalOf(
  error: unknown,
  cloud: CloudName,
  account: string,
  { log }: CollectionParts,
): Pick<RefusedAccount, 'status' | 'gap'> {
  const denied = error instanceof CloudError && error.facts.reason === 'denied';
  const status = denied ? 'denied' : 'unreachable';
  // What the user can fix says so in its own words.
  if (error instanceof UserError) return { status, gap: { cloud, account, reason: 'failed', detail: error.message } };
  if (!(error instanceof CloudError)) log?.(error, `connecting ${cloud} ${account}`);
  return { status, gap: gapOf(error, { cloud, account }, 'connecting') };
}

/** What the last collection found stays in the record; an account that somebody disabled stays disabled. */
async function record(
  { store }: CollectionParts,
  before: AccountRecord | undefined,
  facts: Omit<AccountRecord, 'missingPermissions' | 'lastCollectedAt'>,
): Promise<void> {
  if (before?.status === 'disabled') return;
  const name = facts.name ?? before?.name;
  await store.state.accounts.record({
    ...facts,
    ...(name === undefined ? {} : { name }),
    ...(before?.lastCollectedAt === undefined ? {} : { lastCollectedAt: before.lastCollectedAt }),
    missingPermissions: before?.missingPermissions ?? [],
  });
}

async function regionsOf(
  { settings, time, log }: CollectionParts,
  account: ConnectedAccount,
  signal: AbortSignal,
): Promise<{ regions: readonly string[]; gaps: readonly Gap[] }> {
  const { cloud, id } = account;
  try {
    const limits = { id: `${cloud} ${id}`, deadlineMs: settings.deadlineSeconds * 1000, signal };
    const { regions, gap } = await withinDeadline(time, limits, () => account.regions());
    return { regions, gaps: gap ? [gap] : [] };
  } catch (error) {
    if (signal.aborted) throw error;
    if (!(error instanceof CloudError)) log?.(error, `regions of ${cloud} ${id}`);
    // Its global types can still be asked.
    return { regions: [], gaps: [gapOf(error, { cloud, account: id }, 'finding the regions')] };
  }
}
