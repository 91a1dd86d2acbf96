import type { Send } from '../../clouds/calls.ts';
import type { ConnectedAccount, OtherSource, OwnSource, Payer } from '../../clouds/cloud.ts';
import type { CloudName } from '../../model/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import { GLOBAL_REGION } from '../../model/scope.ts';
import type { AccountProber, ProbedAccount, ProbedGroup } from '../collection.ts';
import { connectAccounts, type ReachedAccount } from '../connecting/connect.ts';
import { createPaidCalls } from '../costs/paid-calls.ts';
import type { CollectionParts } from '../parts.ts';
import { eachOf } from '../pool.ts';
import { DeadlinePassed, withinDeadline } from '../sending/unit-of-work.ts';
import type { ProbeConditions } from './conditions.ts';
import { probeCosts } from './costs.ts';
import { inventoryGroup, type ProbedType, probeOwn, probeWide } from './inventory.ts';
import { probeMetrics } from './metrics.ts';

/** See `AccountProber`. */
export async function probeAccounts(
  parts: CollectionParts,
  send: Send,
  { organisation, clouds, paid, organizations = false }: Parameters<AccountProber['probeAccounts']>[0],
  signal: AbortSignal,
): Promise<ProbedAccount[]> {
  const { store, settings, time } = parts;
  const reach = await connectAccounts(parts, send, { organisation, clouds, regions: true }, signal);
  const guard = createPaidCalls(store.state.spend, organisation, settings.dailyLimit, time);
  const conditions = { organisation, parts, paid: paid ? guard : undefined, signal };
  const groups = new Map<string, ProbedGroup[]>();
  const add = (cloud: string, id: string, group: ProbedGroup) =>
    void groups.set(`${cloud} ${id}`, [...(groups.get(`${cloud} ${id}`) ?? []), group]);

  const members = new Map<ConnectedAccount, number>();
  const wide = await probeWide(
    reach.reached.map(({ account }) => account),
    conditions,
  );
  await eachOf(reach.reached, settings.maxParallelAccounts, signal, async (one) => {
    const { account } = one;
    const types = [...(await probeOwnTypes(one, conditions)), ...(wide.get(account) ?? [])];
    add(account.cloud, account.id, inventoryGroup(types, one.gaps));
    const known = types.flatMap(({ resource }) => resource ?? []);
    const metrics = await probeMetrics(account, known, conditions);
    if (metrics) add(account.cloud, account.id, metrics);
    const others = organizations ? await organizationOf(account, conditions) : undefined;
    if (others !== undefined) members.set(account, others);
  });
  await eachOf(reach.payers, settings.maxParallelAccounts, signal, async (payer) =>
    add(payer.cloud, payer.id, await probeCosts(payer, conditions)),
  );
  signal.throwIfAborted();
  const records = await store.state.accounts.list(organisation);
  const told = (cloud: CloudName, id: string) => ({
    ...{ cloud, account: id, groups: groups.get(`${cloud} ${id}`) ?? [] },
    missingPermissions: records.find((one) => one.cloud === cloud && one.id === id)?.missingPermissions ?? [],
  });
  return [
    ...reach.reached.map(({ account, name }) => ({
      ...{ ...told(account.cloud, account.id), status: 'connected' as const, detail: name ?? '' },
      ...(members.has(account) ? { organizationAccounts: members.get(account) ?? 0 } : {}),
    })),
    ...onlyPayers(reach.payers, reach.reached).map(({ cloud, id }) => ({
      ...{ ...told(cloud, id), status: 'connected' as const, detail: 'only its bill is read' },
    })),
    ...reach.refused.map(({ cloud, account, status, gap }) => ({
      ...{ ...told(cloud, account), status, detail: gap.detail },
    })),
  ];
}

/** Whoever may not list one misses nothing: most accounts are in none, or are members. */
async function organizationOf(
  { cloud, id, organizationAccounts: ask }: ConnectedAccount,
  { parts, signal }: ProbeConditions,
): Promise<number | undefined> {
  if (!ask) return undefined;
  const { settings, time } = parts;
  try {
    const limits = { id: `${cloud} ${id}`, deadlineMs: settings.deadlineSeconds * 1000, signal };
    return await withinDeadline(time, limits, () => ask());
  } catch (error) {
    if (error instanceof CloudError || error instanceof DeadlinePassed) return undefined;
    throw error;
  }
}

/** Payers that are no accounts: a management group, a billing account. */
const onlyPayers = (payers: readonly Payer[], reached: readonly ReachedAccount[]): Payer[] =>
  payers.filter(({ cloud, id }) => !reached.some(({ account }) => account.cloud === cloud && account.id === id));

/**
 * In one region, and what is denied there in one of each further part of the world: an organisation may forbid some regions,
 * which says nothing of the rights in the others.
 */
async function probeOwnTypes(
  { account, regions }: ReachedAccount,
  conditions: ProbeConditions,
): Promise<readonly ProbedType[]> {
  const { parts, signal } = conditions;
  const places = partsOfTheWorld(regions);
  const probed: ProbedType[] = [];
  await eachOf(account.sources, parts.settings.maxParallelRegions, signal, async (source) => {
    if (source.wide) return;
    const own = ownOf(source);
    let found: ProbedType | undefined;
    for (const region of source.reach === 'global' ? [GLOBAL_REGION] : places) {
      const again = await probeOwn(own, placed(account, region, conditions), conditions);
      // Whether rights are missing says the region in which the most is to be seen.
      if (found === undefined || again.gaps.length < found.gaps.length) found = again;
      if (!found.gaps.some(({ reason }) => reason === 'denied')) break;
    }
    if (found) probed.push(found);
  });
  return probed;
}

/** A list of types without a source, as if they were one. */
function ownOf(source: OwnSource | OtherSource): OwnSource {
  if (!source.others) return source;
  const { others, ...facts } = source;
  return {
    ...facts,
    async *resources(scope, note) {
      for await (const page of others(scope, note)) for (const { rows } of page) yield* rows;
    },
  };
}

const placed = ({ cloud, id }: ConnectedAccount, region: string, { organisation }: ProbeConditions) => ({
  ...{ organisation, cloud, account: id, region },
});

/** The first region of each: `eu-central-1`, `us-east-1`. */
export const partsOfTheWorld = (regions: readonly string[]): string[] =>
  [...Map.groupBy(regions, (region) => region.split('-')[0]).values()].flatMap(([first]) => first ?? []);
