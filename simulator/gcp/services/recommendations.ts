import type { Estate } from '../../estate/estate.ts';
import type { GcpResource, JsonObject } from '../../estate/gcp/resource.ts';
import type { LoadProfile } from '../../estate/load.ts';
import { microsOf } from '../../estate/micros.ts';
import { randomFrom } from '../../estate/random.ts';
import { uuid } from '../../estate/uuid.ts';
import { remembered } from '../remembered.ts';
import { gcpResources, projectsById } from '../scope.ts';
import { toSecond } from './asset-results.ts';

/** What one recommender says about one resource. */
export interface Recommendation {
  readonly recommender: string;
  readonly project: string;
  readonly location: string;
  readonly json: JsonObject;
}

interface Rule {
  readonly recommender: string;
  readonly subtype: string;
  readonly types: readonly string[];
  readonly description: string;
  readonly state: JsonObject;
  /** The part of its cost that would be saved; undefined where there is nothing to say. */
  saved(resource: GcpResource): number | undefined;
}

const isIdle = (load: LoadProfile | undefined): boolean => load?.pattern === 'idle' || load?.pattern === 'none';
const running = ({ detail }: GcpResource): boolean => detail.state === 'RUNNING';
const unused = ({ detail }: GcpResource): boolean => detail.data.users === undefined;

const rules: readonly Rule[] = [
  {
    ...{ recommender: 'google.compute.instance.IdleResourceRecommender', subtype: 'STOP_VM' },
    types: ['compute.googleapis.com/Instance'],
    description: 'Save cost by stopping Idle VM',
    state: { path: '/status', value: 'TERMINATED' },
    saved: (one) => (running(one) && isIdle(one.detail.load) ? 1 : undefined),
  },
  {
    ...{ recommender: 'google.compute.instance.MachineTypeRecommender', subtype: 'CHANGE_MACHINE_TYPE' },
    types: ['compute.googleapis.com/Instance'],
    description: 'Save cost by changing machine type',
    state: { path: '/machineType', value: 'e2-small' },
    saved: (one) =>
      running(one) && !isIdle(one.detail.load) && (one.detail.load?.level ?? 1) < 0.3 ? 0.45 : undefined,
  },
  {
    ...{ recommender: 'google.compute.disk.IdleResourceRecommender', subtype: 'SNAPSHOT_AND_DELETE_DISK' },
    types: ['compute.googleapis.com/Disk', 'compute.googleapis.com/RegionDisk'],
    description: 'Save cost by snapshotting and then deleting an idle disk',
    state: { path: '/' },
    saved: (one) => (unused(one) ? (one.detail.data.lastDetachTimestamp === undefined ? 1 : 0.65) : undefined),
  },
  {
    ...{ recommender: 'google.compute.address.IdleResourceRecommender', subtype: 'DELETE_ADDRESS' },
    types: ['compute.googleapis.com/Address'],
    description: 'Save cost by deleting an idle address',
    state: { path: '/' },
    saved: (one) => (unused(one) ? 1 : undefined),
  },
  {
    ...{ recommender: 'google.cloudsql.instance.IdleRecommender', subtype: 'STOP_CLOUD_SQL_INSTANCE' },
    types: ['sqladmin.googleapis.com/Instance'],
    description: 'Save cost by stopping an idle Cloud SQL instance',
    state: { path: '/settings/activationPolicy', value: 'NEVER' },
    saved: (one) => (one.detail.load?.pattern === 'idle' ? 0.8 : undefined),
  },
];

export const recommenders: ReadonlySet<string> = new Set(rules.map(({ recommender }) => recommender));

/** Everything that is recommended, worked out from how busy things were planted. */
export const recommendationsOf = remembered((estate): readonly Recommendation[] => {
  const resources = Map.groupBy(gcpResources(estate, ''), ({ type }) => type);
  return rules.flatMap((rule) =>
    rule.types
      .flatMap((type) => resources.get(type) ?? [])
      .flatMap((resource) => {
        const part = rule.saved(resource);
        const { monthlyDollars } = resource.detail;
        // Nothing is known to be saved by what has no price.
        if (part === undefined || monthlyDollars === undefined || monthlyDollars === 0) return [];
        return [recommendation(estate, rule, resource, microsOf(part * monthlyDollars))];
      }),
  );
});

function recommendation(estate: Estate, rule: Rule, resource: GcpResource, micros: bigint): Recommendation {
  const { id, account, type, detail } = resource;
  const number = projectsById(estate, '').get(account)?.number ?? '';
  const random = randomFrom(`${rule.recommender}/${id}`);
  const key = uuid(random);
  const json: JsonObject = {
    name: `projects/${number}/locations/${detail.location}/recommenders/${rule.recommender}/recommendations/${key}`,
    description: `${rule.description}: ${resource.name}`,
    recommenderSubtype: rule.subtype,
    lastRefreshTime: toSecond(new Date(estate.now.getTime() - random.int(1, 20) * 3_600_000)),
    primaryImpact: {
      category: 'COST',
      costProjection: {
        cost: savedMoney(micros),
        duration: '2592000s',
      },
    },
    content: {
      operationGroups: [
        {
          operations: [
            {
              action: rule.state.value === undefined ? 'remove' : 'replace',
              ...{ resourceType: type, resource: id, ...rule.state },
            },
          ],
        },
      ],
      overview: { resourceName: resource.name, location: detail.location },
    },
    stateInfo: { state: 'ACTIVE' },
    ...{ etag: `"${random.hex(16)}"`, priority: random.pick(['P2', 'P3', 'P4']), targetResources: [id] },
  };
  return { recommender: rule.recommender, project: account, location: detail.location, json };
}

/** google.type.Money: units and nanos have the same sign, what is saved is negative, and what is nought is left out. */
export function savedMoney(micros: bigint): JsonObject {
  const [units, rest] = [micros / 1_000_000n, micros % 1_000_000n];
  return {
    currencyCode: 'USD',
    units: units === 0n ? undefined : String(-units),
    nanos: rest === 0n ? undefined : -Number(rest * 1000n),
  };
}
