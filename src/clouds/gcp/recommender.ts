import { type Money, money, negate, scaled } from '../../model/money.ts';
import type { Recommendation } from '../../model/recommendation.ts';
import type { RecommendationSource, ResourcesOf } from '../cloud.ts';
import { instantOf } from '../instant.ts';
import { type GcpClients, pages, pathPart } from './clients.ts';
import type { Project } from './projects.ts';

const NAME = 'Google Cloud Recommender';

/**
 * https://cloud.google.com/recommender/quotas: without a paid support plan an organisation reads a hundred times a day, with
 * one a million times.
 */
const READS_PER_DAY = { most: 100, timeZone: 'America/Los_Angeles' } as const;
const PAGE_SIZE = 1000;

/** What advises on costs, about which resources; https://cloud.google.com/recommender/docs/recommenders */
interface Recommender {
  readonly name: string;
  readonly permission: string;
  readonly types: readonly string[];
}

const RECOMMENDERS: readonly Recommender[] = [
  {
    name: 'google.compute.instance.IdleResourceRecommender',
    permission: 'recommender.computeInstanceIdleResourceRecommendations.list',
    types: ['compute.googleapis.com/Instance'],
  },
  {
    name: 'google.compute.instance.MachineTypeRecommender',
    permission: 'recommender.computeInstanceMachineTypeRecommendations.list',
    types: ['compute.googleapis.com/Instance'],
  },
  {
    name: 'google.compute.disk.IdleResourceRecommender',
    permission: 'recommender.computeDiskIdleResourceRecommendations.list',
    types: ['compute.googleapis.com/Disk', 'compute.googleapis.com/RegionDisk'],
  },
  {
    name: 'google.compute.address.IdleResourceRecommender',
    permission: 'recommender.computeAddressIdleResourceRecommendations.list',
    types: ['compute.googleapis.com/Address', 'compute.googleapis.com/GlobalAddress'],
  },
  {
    name: 'google.compute.image.IdleResourceRecommender',
    permission: 'recommender.computeImageIdleResourceRecommendations.list',
    types: ['compute.googleapis.com/Image'],
  },
  {
    name: 'google.cloudsql.instance.IdleRecommender',
    permission: 'recommender.cloudsqlIdleInstanceRecommendations.list',
    types: ['sqladmin.googleapis.com/Instance'],
  },
  {
    name: 'google.cloudsql.instance.OverprovisionedRecommender',
    permission: 'recommender.cloudsqlOverprovisionedInstanceRecommendations.list',
    types: ['sqladmin.googleapis.com/Instance'],
  },
];

export const RECOMMENDER_PERMISSIONS = RECOMMENDERS.map(({ permission }) => permission);
const TYPES = [...new Set(RECOMMENDERS.flatMap(({ types }) => types))];

/** What one recommender says of one place. */
interface Question {
  readonly recommender: Recommender;
  readonly location: string;
  /** How many resources it is about. */
  readonly resources: number;
}

/** https://cloud.google.com/recommender/docs/reference/rest/v1/projects.locations.recommenders.recommendations */
interface RecommendationJson {
  readonly name?: string;
  readonly description?: string;
  readonly recommenderSubtype?: string;
  readonly lastRefreshTime?: string;
  readonly primaryImpact?: {
    readonly category?: string;
    readonly costProjection?: {
      readonly cost?: { readonly currencyCode?: string; readonly units?: string; readonly nanos?: number };
      readonly duration?: string;
    };
  };
  readonly targetResources?: readonly string[];
  readonly priority?: string;
}

interface RecommendationPage {
  readonly recommendations?: readonly RecommendationJson[];
  readonly nextPageToken?: string;
}

/**
 * What Recommender says of costs below an organisation, folder or project. It is asked for each place and kind of advice by
 * itself, and few times a day: first where the most resources are.
 * @param scope `organizations/1`, `folders/2`, `projects/atlas`.
 */
export const recommender = (
  clients: GcpClients,
  scope: string,
  projects: readonly Pick<Project, 'id' | 'number'>[],
): RecommendationSource => ({
  ...{ cloud: 'gcp', name: NAME, id: scope, readsPerDay: READS_PER_DAY },
  accounts: projects.map(({ id }) => id),
  permissions: RECOMMENDER_PERMISSIONS,
  async parts(resourcesOf) {
    const idOf = new Map(projects.flatMap(({ id, number }) => [[number, id] as const, [id, id] as const]));
    return (await questionsAbout(resourcesOf)).map(({ recommender: { name, permission }, location }) => ({
      name: `${name} ${location}`,
      async *list() {
        const path = `v1/${scope}/locations/${pathPart(location)}/recommenders/${name}/recommendations`;
        const query = { pageSize: String(PAGE_SIZE), filter: 'stateInfo.state=ACTIVE' };
        const request = {
          service: 'recommender',
          action: permission,
          path,
          query,
          fields: ['recommendations'],
        } as const;
        for await (const { recommendations = [] } of pages<RecommendationPage>(clients, request))
          yield recommendations.flatMap((json) => recommendationOf(json, name, idOf));
      },
    }));
  },
});

async function questionsAbout(resourcesOf: ResourcesOf): Promise<Question[]> {
  const places = new Map<string, Map<string, number>>();
  for await (const { type, id, region } of resourcesOf(TYPES)) {
    const here = places.get(type) ?? new Map<string, number>();
    places.set(type, here);
    // The zone or region that it lies in stands in its name, except where it lies in its project alone.
    const location = /\/(?:zones|regions|locations)\/([a-z0-9-]+)\//.exec(id)?.[1] ?? region;
    here.set(location, (here.get(location) ?? 0) + 1);
  }
  return RECOMMENDERS.flatMap((recommender) => {
    const counts = new Map<string, number>();
    for (const type of recommender.types)
      for (const [location, count] of places.get(type) ?? []) counts.set(location, (counts.get(location) ?? 0) + count);
    return [...counts].map(([location, resources]) => ({ recommender, location, resources }));
  }).sort((a, b) => b.resources - a.resources || (a.location < b.location ? -1 : 1));
}

const HOURS_PER_MONTH = 730n;

/** As it came: whoever collects holds it against the shape of a recommendation. */
function recommendationOf(
  json: RecommendationJson,
  recommenderName: string,
  idOf: ReadonlyMap<string, string>,
): Recommendation[] {
  const { name, description, recommenderSubtype, lastRefreshTime, primaryImpact, targetResources, priority } = json;
  const project = /^projects\/([^/]+)\//.exec(name ?? '')?.[1];
  const account = project === undefined ? undefined : idOf.get(project);
  const isNamed = typeof name === 'string' && name !== '';
  // What is said of a project that is not one of the accounts belongs to nobody here.
  if (isNamed && account === undefined) return [];
  const refreshedAt = instantOf(lastRefreshTime);
  const monthlySaving = savingOf(primaryImpact?.costProjection);
  return [
    {
      ...{ cloud: 'gcp', source: NAME, account: account ?? '', id: name ?? '' },
      type:
        !recommenderSubtype || typeof recommenderSubtype === 'string'
          ? [recommenderName, recommenderSubtype].filter(Boolean).join(' ')
          : recommenderSubtype,
      resourceIds: targetResources ?? [],
      title: description ?? '',
      ...(monthlySaving ? { monthlySaving } : {}),
      ...(refreshedAt === undefined ? {} : { refreshedAt }),
      details: priority === undefined ? {} : { priority },
    },
  ];
}

/**
 * A cost that falls is negative, and is told for a length of time of its own: `2592000s`. One that is told and can't be read has
 * no amount, so that it is found where its shape is.
 */
function savingOf(projection: NonNullable<RecommendationJson['primaryImpact']>['costProjection']): Money | undefined {
  const { currencyCode, units = '0', nanos = 0 } = projection?.cost ?? {};
  const { duration } = projection ?? {};
  if (!currencyCode || !duration) return undefined;
  const seconds = /^(\d{1,12})(?:\.\d+)?s$/.exec(duration)?.[1];
  if (seconds === undefined || BigInt(seconds) === 0n || !/^-?\d{1,15}$/.test(units) || !Number.isInteger(nanos))
    return { amount: '', currency: currencyCode };
  const cost = money(String(BigInt(units) * 1_000_000_000n + BigInt(nanos)), currencyCode);
  return negate(scaled(cost, HOURS_PER_MONTH * 3600n, BigInt(seconds) * 1_000_000_000n));
}
