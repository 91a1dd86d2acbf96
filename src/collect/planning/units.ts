import type { ConnectedAccount, Payer, RecommendationSource, ResourceSource } from '../../clouds/cloud.ts';
import type { CloudName } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { UnitKey } from '../../model/run.ts';
import { GLOBAL_REGION } from '../../model/scope.ts';
import type { CollectRequest } from '../collection.ts';
import type { Reach, ReachedAccount, WantedAccounts } from '../connecting/connect.ts';
import { meantBy } from '../connecting/meant.ts';
import type { RefusedAccount } from '../connecting/refused-accounts.ts';
import type { CollectionParts } from '../parts.ts';
import { isListedWhole, sharedBills } from './left-out.ts';
import { type CollectableType, chosenTypes, refuseUnknownTypes } from './named-types.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import { regionsOf } from './region-words.ts';

/** One type in one region of one account, and who lists it. */
export interface PlannedUnit<Source extends ResourceSource = ResourceSource> extends UnitKey {
  readonly source: Source;
}

/** What a request asks of one account. */
export interface PlannedAccount {
  readonly reached: ReachedAccount;
  readonly account: ConnectedAccount;
  readonly units: readonly PlannedUnit[];
}

export interface PlannedReach {
  readonly accounts: readonly PlannedAccount[];
  readonly refused: readonly RefusedAccount[];
  readonly payers: readonly Payer[];
  /** Whose bills can be read, asked for or not. */
  readonly everyPayer: readonly Payer[];
  /** Those that tell of an account that is asked for. */
  readonly recommendations: readonly RecommendationSource[];
  readonly disabled: Reach['disabled'];
  readonly unlisted: Reach['unlisted'];
  /** What was asked for and is left out. */
  readonly gaps: readonly Gap[];
}

/** Where nobody needs to be asked. */
export const NOTHING_PLANNED: PlannedReach = {
  accounts: [],
  refused: [],
  payers: [],
  everyPayer: [],
  recommendations: [],
  disabled: [],
  unlisted: [],
  gaps: [],
};

export const unitName = ({ cloud, account, region, type }: UnitKey): string => `${cloud} ${account} ${region} ${type}`;

/** What narrows a request; `all` and nothing mean everything. */
export const wordsOf = (list: readonly string[] | undefined): readonly string[] | undefined =>
  list === undefined || list.length === 0 || list.includes('all') ? undefined : list;

/** Whether a request needs to know where an account may be asked: to ask there, or to know a region's name. */
export const needsRegions = ({ what, regions }: CollectRequest): boolean =>
  what.includes('inventory') || (what.includes('metrics') && wordsOf(regions) !== undefined);

/** Whether a request asks for everything of its clouds. */
export const isWholeRequest = ({
  accounts,
  regions,
  resourceTypes,
}: Pick<CollectRequest, 'accounts' | 'regions' | 'resourceTypes'>): boolean =>
  [accounts, regions, resourceTypes].every((list) => wordsOf(list) === undefined);

/** What has to be known of the accounts to plan a request. */
export const wantedOf = (request: CollectRequest): WantedAccounts => ({
  ...{ organisation: request.organisation, clouds: request.clouds, regions: needsRegions(request) },
  ...{ costs: request.what.includes('costs'), accounts: wordsOf(request.accounts) },
});

/** What every cloud's collectors list, where words are to be held against it: it loads them all. */
export const everyType = async (
  { types, settings }: Pick<CollectionParts, 'types' | 'settings'>,
  { resourceTypes }: Pick<CollectRequest, 'resourceTypes'>,
): Promise<readonly CollectableType[]> =>
  settings.services === 'all' && !wordsOf(resourceTypes) ? [] : ((await types?.()) ?? []);

/** Whether a request asks for the whole inventory of its clouds. */
export const isWholeInventory = (request: CollectRequest): boolean =>
  request.what.includes('inventory') && isWholeRequest(request);

function unitsOf(
  { account, regions }: ReachedAccount,
  wanted: (source: ResourceSource) => boolean,
  wantedRegions: readonly string[] | undefined,
): PlannedUnit[] {
  const { cloud, id } = account;
  // One list tells of all regions, and what lies in others is left out when it is read.
  const isAnywhere = isListedWhole({ account }) && wantedRegions && regionsOf(cloud, wantedRegions).length > 0;
  const sources = account.sources.filter(wanted);
  // Those that are all of an account's at once take longest, and would keep everything else waiting at the end.
  const global = sources.filter(({ reach }) => reach === 'global');
  // Type after type, each in every region: those that run at once draw on different regions' quotas.
  return [...global, ...sources.filter((source) => !global.includes(source))].flatMap((source) =>
    (source.reach === 'global' ? [GLOBAL_REGION] : regions)
      .filter((region) => (source.wide && isAnywhere) || (wantedRegions?.includes(region) ?? true))
      .map((region) => ({ cloud, account: id, region, type: source.type, source })),
  );
}

/** What an account of another cloud may have, whether or not it answers, is no unknown word. */
function refuseUnknownRegions(asked: readonly ReachedAccount[], others: Iterable<CloudName>, words: readonly string[]) {
  const named = asked.filter((one) => !isListedWhole(one));
  const clouds = new Set([...asked.filter(isListedWhole).map(({ account }) => account.cloud), ...others]);
  // An account that can't say where it may be asked has a gap that says so.
  if (named.some((one) => one.regions.length === 0)) return;
  const here = new Set([...named.flatMap((one) => one.regions), GLOBAL_REGION]);
  const isElsewhere = (word: string) => [...clouds].some((cloud) => regionsOf(cloud, [word]).length > 0);
  refuseUnknown(
    'region',
    words.filter((word) => !isElsewhere(word)),
    here,
  );
}

/**
 * The units of a request: account × region × type, global types once for an account. `every` is what any cloud has a collector of:
 * what an account that doesn't answer has is no unknown word.
 * @throws UserError naming the nearest valid word where the request names an unknown account, region or type, and where it asks
 * for a part of what has none.
 */
export function planUnits(
  reach: Reach,
  request: CollectRequest,
  services: 'all' | readonly string[],
  every: readonly CollectableType[] = [],
): PlannedReach {
  const { reached, refused, payers, payerGaps, recommendations, disabled, passed, unlisted } = reach;
  const accounts = wordsOf(request.accounts);
  const regions = wordsOf(request.regions);
  const types = wordsOf(request.resourceTypes);
  const inventory = request.what.includes('inventory');
  if (!inventory && !request.what.includes('metrics') && (regions ?? types))
    throw new UserError(
      'Costs are collected of whole accounts: leave out regions and resource types, and narrow the question instead.',
    );
  refuseUnknown('account', accounts ?? [], new Set([...reached, ...refused, ...passed].flatMap(({ names }) => names)));
  const isMeant = accounts ? meantBy(accounts, [...reached, ...refused, ...passed, ...disabled]) : () => true;
  const meant = <T extends { readonly names: readonly string[] }>(list: readonly T[]) => list.filter(isMeant);
  const asked = meant(reached);
  const gaps = [
    ...(accounts && request.what.includes('costs') ? sharedBills(asked, reach, request.what) : []),
    ...payerGaps.filter((gap) => asked.some(({ account: { cloud, id } }) => gap.cloud === cloud && gap.account === id)),
  ];
  const sources = asked.flatMap(({ account }) => account.sources);
  const ofAsked = [...sources, ...every.filter(({ cloud }) => request.clouds.includes(cloud))];
  refuseUnknownTypes(types ?? [], ofAsked);
  // Those of AWS are of the accounts that answer: what one has, the others have, unless it was enabled.
  const silent = new Set(meant(refused).flatMap(({ cloud }) => (cloud === 'aws' ? [] : [cloud])));
  if (sources.length > 0) refuseUnknownRegions(asked, silent, regions ?? []);
  const chosen = services === 'all' || !inventory ? undefined : chosenTypes(services, [...sources, ...every]);
  const wanted = ({ type, kind }: ResourceSource) =>
    (chosen?.has(type) ?? true) && (types?.some((word) => word === type || word === kind) ?? true);
  return {
    accounts: asked.map((one) => ({
      reached: one,
      account: one.account,
      units: inventory ? unitsOf(one, wanted, regions) : [],
    })),
    refused: meant(refused),
    // A request that names accounts asks for no more than those.
    payers: payers.filter(
      ({ cloud, id }) => !accounts || asked.some(({ account }) => account.cloud === cloud && account.id === id),
    ),
    everyPayer: payers,
    recommendations: recommendations.filter((list) =>
      asked.some(({ account }) => account.cloud === list.cloud && list.accounts.includes(account.id)),
    ),
    ...{ disabled, unlisted, gaps },
  };
}
