import type { Send } from '../clouds/calls.ts';
import type {
  AccountSettings,
  Cloud,
  ConnectedAccount,
  Connection,
  Payer,
  RecommendationSource,
} from '../clouds/cloud.ts';
import type { CloudName } from '../model/cloud.ts';
import { CloudError, UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { accountLabel, idInRole, probableId } from './account-label.ts';
import { gapOf } from './gaps.ts';
import { lostNarrowing, widest } from './narrowings.ts';
import type { CollectionParts } from './parts.ts';
import { eachOf } from './pool.ts';
import { withinDeadline } from './unit-of-work.ts';

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

/** An account that could not be asked. */
export interface RefusedAccount {
  readonly cloud: CloudName;
  /** Its id, that of the account which is probably meant, or what the settings call it. */
  readonly account: string;
  /** Whether it is surely this one: a guess tells nothing of any other. */
  readonly identified: boolean;
  readonly status: 'denied' | 'unreachable';
  readonly gap: Gap;
  readonly names: readonly string[];
}

export interface Reach {
  readonly reached: readonly ReachedAccount[];
  readonly refused: readonly RefusedAccount[];
  /** Whose bills can be read, each once. */
  readonly payers: readonly Payer[];
  /** What providers recommend, each list once. */
  readonly recommendations: readonly RecommendationSource[];
  /** Those that answered and that somebody disabled. */
  readonly disabled: readonly {
    readonly cloud: CloudName;
    readonly account: string;
    readonly names: readonly string[];
  }[];
}

interface Wanted {
  readonly organisation: string;
  readonly clouds: readonly CloudName[];
  /** Whether regions are needed. */
  readonly regions: boolean;
}

/** An account that answered, to one entry of the settings or to several. */
interface Answered {
  readonly account: ConnectedAccount;
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
  wanted: Wanted,
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

  // Few calls each, one after the other, so that as many may be under way as when they are read.
  const atOnce = settings.maxParallelAccounts * settings.maxParallelRegions;
  await eachOf(entries, atOnce, signal, async (entry) => {
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
  const reached: ReachedAccount[] = [];
  await eachOf(enabled, atOnce, signal, async ({ account, name, regions, names, gaps }) => {
    const configured = { regions: regions ?? [], everyRegion: regions !== undefined, gaps: [] };
    const found = wanted.regions && !regions ? await regionsOf(parts, account, signal) : configured;
    reached.push({ account, name, names, ...found, gaps: [...gaps, ...found.gaps] });
  });
  signal.throwIfAborted();
  const inOrder = <T extends { readonly names: readonly string[] }>(list: T[]) =>
    list.sort((a, b) => (a.names[0] ?? '').localeCompare(b.names[0] ?? '', 'en'));
  const disabled = answered
    .filter(isDisabled)
    .map(({ account: { cloud, id }, names }) => ({ cloud, account: id, names }));
  // An account that one entry can't reach and another can is reached.
  const isReached = ({ cloud, account }: RefusedAccount) =>
    answered.some((one) => one.account.cloud === cloud && one.account.id === account);
  return {
    reached: inOrder(reached),
    refused: inOrder(refused.filter((one) => !isReached(one))),
    payers: payersOf(entries, answers, disabled),
    recommendations: recommendationsOf([...answers.values()], disabled),
    disabled,
  };
}

function payersOf(
  entries: readonly AccountSettings[],
  answers: ReadonlyMap<AccountSettings, Connection>,
  disabled: Reach['disabled'],
): Payer[] {
  const payers = new Map<string, Payer>();
  // What an entry without resource groups reads of a bill is all of it.
  const hasGroups = ({ resource_groups: groups }: AccountSettings) => (groups?.length ? 1 : 0);
  const wholeFirst = entries.toSorted((a, b) => hasGroups(a) - hasGroups(b));
  for (const payer of wholeFirst.flatMap((entry) => answers.get(entry)?.payers ?? [])) {
    const key = `${payer.cloud} ${payer.id}`;
    const isDisabled = disabled.some(({ cloud, account }) => cloud === payer.cloud && account === payer.id);
    if (!isDisabled && !payers.has(key)) payers.set(key, payer);
  }
  return [...payers.values()].sort((a, b) => a.id.localeCompare(b.id, 'en'));
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
    // The name of an entry that leads to several accounts is no name of any.
    const nameInEntry = accounts.length === 1 ? entry.name : undefined;
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
      accountLabel(entry, entries),
      ...[entry.name, account.name].flatMap((name) => name ?? []),
    ]);
    const { cloud, id, sources } = first.account;
    const entriesHere = group.map(({ entry }) => entry);
    const lost = sources.some(({ wide }) => wide) ? lostNarrowing(first.entry, entriesHere) : undefined;
    const everywhere = group.some(({ entry }) => !entry.regions?.length);
    const regions = [...new Set(group.flatMap(({ entry }) => entry.regions ?? []))];
    return {
      account: first.account,
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

function refusalOf(
  error: unknown,
  cloud: CloudName,
  account: string,
  { log }: CollectionParts,
): Pick<RefusedAccount, 'status' | 'gap'> {
  const denied = error instanceof CloudError && error.facts.reason === 'denied';
  const status = denied ? 'denied' : 'unreachable';
  if (!(error instanceof CloudError || error instanceof UserError)) log?.(error, `connecting ${cloud} ${account}`);
  return { status, gap: gapOf(error, { cloud, account }, 'connecting') };
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
