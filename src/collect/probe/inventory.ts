import type { ConnectedAccount, OwnSource, ResourceSource, WideListing } from '../../clouds/cloud.ts';
import type { NotedGap } from '../../clouds/collector.ts';
import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { Resource, ResourceFacts } from '../../model/resource.ts';
import { GLOBAL_REGION, type Scope } from '../../model/scope.ts';
import type { ProbedGroup } from '../collection.ts';
import { gapOf, missingPermissions } from '../gaps.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import type { ProbeConditions } from './conditions.ts';

/** What the first page of one type told. */
export interface ProbedType {
  readonly type: string;
  readonly gaps: readonly Gap[];
  /** The first of them, where there is any. */
  readonly resource: Resource | undefined;
  /** Whether none came at all, though nobody refused: Resource Graph hides what may not be read. */
  readonly empty: boolean;
}

/** The first of a list, and nothing more of it. */
async function firstOf<T>(list: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of list) return one;
  return undefined;
}

/** A resource as those who ask for metrics want it. */
function resourceOf(
  { type, kind, taggable }: ResourceSource,
  facts: ResourceFacts,
  { cloud, account, region }: Scope,
  { parts }: ProbeConditions,
): Resource {
  const now = parts.time.now().toISOString();
  const { payload: _, region: own, taggable: ownTaggable, ...rest } = facts;
  const place = { cloud, account, region: own ?? region, type, kind, taggable: ownTaggable ?? taggable };
  return { ...rest, ...place, lastSeen: now, lastUpdated: now };
}

/** One type by its own list. @throws the reason of the signal. */
export async function probeOwn(source: OwnSource, scope: Scope, conditions: ProbeConditions): Promise<ProbedType> {
  const { parts, signal } = conditions;
  const { cloud, account, region } = scope;
  const { type } = source;
  const place = { cloud, account, region, resourceType: type, dataset: 'inventory' } as const;
  const gaps: Gap[] = [];
  const note = (gap: NotedGap) => void gaps.push({ ...place, ...gap, fieldsOnly: true });
  const facts = await attempt(`${account} ${region} ${type}`, conditions, () => firstOf(source.resources(scope, note)));
  if (facts.error !== undefined) {
    if (!(facts.error instanceof CloudError)) parts.log?.(facts.error, `probing ${type}`);
    gaps.push(gapOf(facts.error, place, `listing ${type}`));
  }
  signal.throwIfAborted();
  const resource = facts.value && resourceOf(source, facts.value, scope, conditions);
  return { type, gaps, resource, empty: false };
}

/** Every wide listing once, for all accounts that share it. @throws the reason of the signal. */
export async function probeWide(
  accounts: readonly ConnectedAccount[],
  conditions: ProbeConditions,
): Promise<ReadonlyMap<ConnectedAccount, readonly ProbedType[]>> {
  const { organisation, parts, signal } = conditions;
  const pairs = accounts.flatMap((account) =>
    account.sources.flatMap((source) => (source.wide ? [{ account, source, listing: source.wide }] : [])),
  );
  const probed = new Map<ConnectedAccount, ProbedType[]>();
  for (const [listing, own] of Map.groupBy(pairs, (pair): WideListing => pair.listing)) {
    const noted: NotedGap[] = [];
    const units = own.map(({ account, source }) => ({ account: account.id, type: source.type }));
    const lost = new Map<string, CloudError>();
    const request = {
      ...{ organisation, units, others: [], note: (_: unknown, gap: NotedGap) => void noted.push(gap) },
      lose: (account: string, error: CloudError) => void lost.set(account, error),
    };
    const rows = await attempt(listing.name, conditions, () => firstOf(listing.rows(request)));
    signal.throwIfAborted();
    if (rows.error !== undefined && !(rows.error instanceof CloudError)) parts.log?.(rows.error, listing.name);
    for (const { account, source } of own) {
      const place = { cloud: account.cloud, account: account.id, dataset: 'inventory' } as const;
      const error = rows.error ?? lost.get(account.id);
      const failure = error === undefined ? [] : [gapOf(error, place, `listing ${listing.name}`)];
      const scope = { organisation, cloud: account.cloud, account: account.id, region: GLOBAL_REGION };
      const [facts] = rows.value?.account === account.id && rows.value.type === source.type ? rows.value.rows : [];
      const types = probed.get(account) ?? [];
      probed.set(account, [
        ...types,
        {
          type: source.type,
          gaps: [...failure, ...noted.map((gap) => ({ ...place, ...gap, fieldsOnly: true }))],
          resource: facts && resourceOf(source, facts, scope, conditions),
          empty: error === undefined && rows.value === undefined,
        },
      ]);
    }
  }
  return probed;
}

/** One question under a deadline of its own; its failure is an answer, too. */
async function attempt<T>(
  what: string,
  { parts, signal }: ProbeConditions,
  ask: () => Promise<T>,
): Promise<{ readonly value?: T; readonly error?: unknown }> {
  try {
    const limits = { id: `probe ${what}`, deadlineMs: parts.settings.deadlineSeconds * 1000, signal };
    return { value: await withinDeadline(parts.time, limits, ask) };
  } catch (error) {
    return { error };
  }
}

/** What an account shows of its inventory. */
export function inventoryGroup(types: readonly ProbedType[], more: readonly Gap[]): ProbedGroup {
  const isWhole = ({ gaps }: ProbedType) => gaps.every(({ fieldsOnly }) => fieldsOnly);
  const listed = types.filter(isWhole);
  const gaps = [...more, ...types.flatMap((type) => type.gaps)];
  const missing = missingPermissions(gaps);
  // What names no missing permission is told in its own words.
  const [other] = gaps.filter((gap) => missingPermissions([gap]).length === 0);
  const count = `${listed.length} of ${types.length} types can be listed`;
  const words = [
    count,
    ...(types.length > 0 && types.every(({ empty }) => empty)
      ? ['nothing is shown: there is nothing, or it may not be read']
      : []),
    ...(other ? [other.detail] : []),
  ];
  const empty = types.some(({ empty }) => empty) && types.every((type) => type.empty || !isWhole(type));
  const status = listed.length === 0 ? 'missing' : gaps.length > 0 || empty ? 'partial' : 'seen';
  return { group: 'inventory', status, detail: words.join('; '), missingPermissions: missing };
}
