import type { Send } from '../../clouds/calls.ts';
import type {
  AccountSettings,
  Cloud,
  ConnectedAccount,
  Connection,
  Payer,
  RecommendationSource,
} from '../../clouds/cloud.ts';
import type { CloudName } from '../../model/cloud.ts';
import { CloudError, UserError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { AccountRecord } from '../../store/state.ts';
import { gapOf } from '../gaps.ts';
import type { CollectionParts } from '../parts.ts';
import { eachOf } from '../pool.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import { accountLabel, idInRole, probableId } from './account-label.ts';
import { firstReached } from './first-reached.ts';
import { meantBy } from './meant.ts';
import { lostNarrowing, widest } from './narrowings.ts';
import { readableBills, withoutMembers } from './payers.ts';
import { inactiveAccount, type RefusedAccount, refusalOf } from './refused-accounts.ts';

/** An account that can be asked, and where. */
export interface ReachedAccount {
  readonly account: ConnectedAccount;
  readonly name: string | undefined;
  readonly regions: readonly string[];
  /** Whether these are all of its regions, and not those that are usual because nobody told. */
  readonly everyRegion: boolean;
  readonly gaps: readonly Gap[];
  /** What a request may call it. */
  readonly names: readonly string[];
}

/** An account that is known, and not asked. */
export interface KnownAccount {
  readonly cloud: CloudName;
  readonly account: string;
  readonly names: readonly string[];
}

/** An account that the request doesn't name. */
export interface PassedAccount extends KnownAccount {
  readonly name: string | undefined;
  /** Whether connecting its entry showed that it answers. */
  readonly answers: boolean;
}

export interface Reach {
  readonly reached: readonly ReachedAccount[];
  readonly refused: readonly RefusedAccount[];
  /** Whose bills can be read, each charge in one of them. */
  readonly payers: readonly Payer[];
  /** Which charges may be in two of them. */
  readonly payerGaps: readonly Gap[];
  /** What providers recommend, each list once. */
  readonly recommendations: readonly RecommendationSource[];
  /** Those that answered and that somebody disabled. */
  readonly disabled: readonly KnownAccount[];
  readonly passed: readonly PassedAccount[];
  /** Why there may be more accounts than these, among them any that were known before. */
  readonly unlisted: readonly Gap[];
  /** Those that had a record when they began to be asked. */
  readonly known: readonly Pick<AccountRecord, 'cloud' | 'id'>[];
}

/** What is wanted to be known of the accounts. */
export interface WantedAccounts {
  readonly organisation: string;
  readonly clouds: readonly CloudName[];
  /** Whether regions are needed. */
  readonly regions: boolean;
  /** Which entries are asked; all of them where it is absent. */
  only?(entry: AccountSettings): boolean;
  /** Whether it matters who pays. */
  readonly costs?: boolean;
  /** Only these are asked, by id or name; absent means all. */
  readonly accounts?: readonly string[] | undefined;
}

/** An account that answered, to one entry of the settings or to several. */
interface Answered {
  readonly account: ConnectedAccount;
  /** What other entries lead to, in case that this one can't be reached. */
  readonly others: readonly ConnectedAccount[];
  readonly name: string | undefined;
  /** Undefined where no list is configured and the provider is to be asked. */
  readonly regions: readonly string[] | undefined;
  readonly names: readonly string[];
  /** What could not be found out when it was connected. */
  readonly gaps: readonly Gap[];
}

/**
 * Asks every configured account of the clouds who it is and where it may be asked. One that is refused or doesn't answer
 * doesn't stop the others. Nothing is recorded. @throws UserError when none is configured.
 */
export async function connectAccounts(
  parts: CollectionParts,
  send: Send,
  wanted: WantedAccounts,
  signal: AbortSignal,
): Promise<Reach> {
  const { store, settings } = parts;
  const entries = parts.accounts.filter(({ cloud }) => wanted.clouds.includes(cloud));
  if (entries.length === 0)
    throw new UserError(
      `No account of ${wanted.clouds.join(', ')} is configured. Add an \`accounts:\` entry in cloudoptima.yaml, or set its credentials (see \`cloudoptima doctor\`).`,
    );
  const records = await store.state.accounts.list(wanted.organisation);
  const answers = new Map<AccountSettings, Connection>();
  const refused: RefusedAccount[] = [];

  const asked = entries.filter((entry) => wanted.only?.(entry) ?? true);
  // Few calls each, one after the other, so that as many may be under way as when they are read.
  const atOnce = settings.maxParallelAccounts * settings.maxParallelRegions;
  await eachOf(asked, atOnce, signal, async (entry) => {
    const { cloud } = entry;
    const label = accountLabel(entry, entries);
    try {
      const connection = await connect(parts, send, entry, label, signal);
      answers.set(entry, connection);
      for (const { id, name, error } of connection.unreached) {
        const names = [id, name].flatMap((one) => one ?? []);
        const account = names[0] ?? label;
        const refusal = refusalOf(error, cloud, account, parts);
        refused.push({ cloud, account, identified: id !== undefined, names, ...refusal });
      }
      refused.push(...(connection.inactive ?? []).map((one) => inactiveAccount(cloud, one)));
    } catch (error) {
      if (signal.aborted) throw error;
      const id = probableId(entry, entries, records);
      const names = [id ?? label, label, ...(entry.name === undefined ? [] : [entry.name])];
      const refusal = refusalOf(error, cloud, id ?? label, parts);
      refused.push({ cloud, account: id ?? label, identified: idInRole(entry) !== undefined, names, ...refusal });
    }
  });
  signal.throwIfAborted();

  const isDisabled = ({ account: { cloud, id } }: Answered) =>
    records.some((one) => one.cloud === cloud && one.id === id && one.status === 'disabled');
  const answered = byAccount(entries, answers);
  const enabled = answered.filter((one) => !isDisabled(one));
  const isAsked = wanted.accounts ? meantBy(wanted.accounts, [...answered, ...refused]) : () => true;
  const reached: ReachedAccount[] = [];
  const unreached = new Set<ConnectedAccount>();
  await eachOf(enabled.filter(isAsked), atOnce, signal, async (one) => {
    const { name, regions, names, gaps } = one;
    const found = await firstReached(parts, [one.account, ...one.others], unreached, signal);
    if ('error' in found) {
      const { cloud, id: account } = one.account;
      const refusal = refusalOf(found.error, cloud, account, parts);
      refused.push({ cloud, account, identified: true, names, ...(name === undefined ? {} : { name }), ...refusal });
      return;
    }
    const { account } = found;
    const configured = { regions: regions ?? [], everyRegion: regions !== undefined, gaps: [] };
    const where = wanted.regions && !regions ? await regionsOf(parts, account, signal) : configured;
    reached.push({ account, name, names, ...where, gaps: [...gaps, ...where.gaps] });
  });
  signal.throwIfAborted();
  const inOrder = <T extends { readonly names: readonly string[] }>(list: T[]) =>
    list.sort((a, b) => (a.names[0] ?? '').localeCompare(b.names[0] ?? '', 'en'));
  const known = ({ account: { cloud, id }, names }: Answered): KnownAccount => ({ cloud, account: id, names });
  const disabled = answered.filter(isDisabled).map(known);
  const passed = enabled
    .filter((one) => !isAsked(one))
    .map(
      (one): PassedAccount => ({
        ...known(one),
        name: one.name,
        answers: [one.account, ...one.others].some(({ reach }) => !reach),
      }),
    );
  // An account that one entry can't reach and another can is reached.
  const isReached = ({ cloud, account }: RefusedAccount) =>
    reached.some((one) => one.account.cloud === cloud && one.account.id === account) ||
    [...disabled, ...passed].some((one) => one.cloud === cloud && one.account === account);
  const bills = readableBills(entries, answers, disabled, unreached);
  const { payers, gaps: payerGaps } = wanted.costs
    ? await withoutMembers(bills, parts, signal)
    : { payers: bills, gaps: [] };
  signal.throwIfAborted();
  return {
    reached: inOrder(reached),
    refused: inOrder(refused.filter((one) => !isReached(one))),
    ...{ payers, payerGaps, disabled, passed },
    recommendations: recommendationsOf([...answers.values()], disabled),
    unlisted: [...answers.values()].flatMap(({ gaps }) => gaps),
    known: records,
  };
}

/** Each list once, over the accounts that nobody disabled. */
function recommendationsOf(
  connections: readonly Connection[],
  disabled: Reach['disabled'],
): readonly RecommendationSource[] {
  const lists = new Map<string, RecommendationSource>();
  for (const list of connections.flatMap(({ recommendations = [] }) => recommendations)) {
    const isOff = (account: string) => disabled.some((one) => one.cloud === list.cloud && one.account === account);
    const accounts = list.accounts.filter((account) => !isOff(account));
    const key = `${list.cloud} ${list.name} ${list.id}`;
    if (accounts.length > 0 && !lists.has(key)) lists.set(key, { ...list, accounts });
  }
  return [...lists.values()];
}

/**
 * Several entries may lead to one account: it is asked once, in the regions of any, which are all where one lists none. What is
 * listed whole is asked as one of them narrows it.
 */
function byAccount(entries: readonly AccountSettings[], answers: ReadonlyMap<AccountSettings, Connection>): Answered[] {
  const pairs = entries.flatMap((entry) => {
    const { accounts = [], gaps = [] } = answers.get(entry) ?? {};
    // The name of an entry that leads to several accounts, or may, is no name of any.
    const nameInEntry = accounts.length === 1 && gaps.length === 0 ? entry.name : undefined;
    return accounts.map((account, index) => ({
      entry,
      account,
      name: account.name ?? nameInEntry,
      gaps: index === 0 ? gaps : [],
    }));
  });
  return [...Map.groupBy(pairs, ({ account: { cloud, id } }) => `${cloud} ${id}`).values()].flatMap((group) => {
    // The connection of an entry that lists regions knows of no others.
    const first = widest(group);
    if (!first) return [];
    const names = group.flatMap(({ entry, account }) => [
      // A role that leads to several accounts is in one of them, and names no other.
      ...[accountLabel(entry, entries)].filter((label) => label === account.id || label !== idInRole(entry)),
      ...[entry.name, account.name].flatMap((name) => name ?? []),
    ]);
    const { cloud, id, sources } = first.account;
    const entriesHere = group.map(({ entry }) => entry);
    const lost = sources.some(({ wide }) => wide) ? lostNarrowing(first.entry, entriesHere) : undefined;
    const everywhere = group.some(({ entry }) => !entry.regions?.length);
    const regions = [...new Set(group.flatMap(({ entry }) => entry.regions ?? []))];
    return {
      account: first.account,
      others: group.flatMap(({ account }) => (account === first.account ? [] : account)),
      name: group.flatMap(({ name }) => name ?? [])[0],
      gaps: [...group.flatMap(({ gaps }) => gaps), ...(lost ? [{ cloud, account: id, ...lost }] : [])],
      regions: everywhere ? undefined : regions,
      names: [...new Set([first.account.id, ...names])],
    };
  });
}

function connect(
  { clouds, settings, time, secrets }: CollectionParts,
  send: Send,
  entry: AccountSettings,
  label: string,
  signal: AbortSignal,
): Promise<Connection> {
  const cloud: Cloud | undefined = clouds.find(({ name }) => name === entry.cloud);
  if (!cloud) throw new UserError(`${entry.cloud} can't be collected by this installation yet.`);
  const limits = { id: `${entry.cloud} ${label}`, deadlineMs: settings.deadlineSeconds * 1000, signal };
  return withinDeadline(time, limits, () => cloud.connect(entry, send, secrets));
}

async function regionsOf(
  { settings, time, log }: CollectionParts,
  account: ConnectedAccount,
  signal: AbortSignal,
): Promise<Pick<ReachedAccount, 'regions' | 'everyRegion' | 'gaps'>> {
  const { cloud, id } = account;
  if (!account.regions) return { regions: [], everyRegion: false, gaps: [] };
  const ask = account.regions;
  const place = { cloud, account: id, dataset: 'inventory' } as const;
  try {
    const limits = { id: `${cloud} ${id}`, deadlineMs: settings.deadlineSeconds * 1000, signal };
    const { regions, gap } = await withinDeadline(time, limits, () => ask());
    const none: Gap = { ...place, reason: 'failed', detail: 'finding the regions found none' };
    const gaps = gap ? [gap] : regions.length === 0 ? [none] : [];
    return { regions, everyRegion: gaps.length === 0, gaps };
  } catch (error) {
    if (signal.aborted) throw error;
    if (!(error instanceof CloudError)) log?.(error, `regions of ${cloud} ${id}`);
    // Its global types can still be asked.
    return { regions: [], everyRegion: false, gaps: [gapOf(error, place, 'finding the regions')] };
  }
}
