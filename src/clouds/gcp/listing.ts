import { CloudError } from '../../model/errors.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { WideListing, WideRequest, WideRows } from '../cloud.ts';
import type { CollectContext } from '../collector.ts';
import { detailNoting } from '../detail.ts';
import { isTypeName, type UnnamedTypes, unnamedTypes } from '../unnamed-types.ts';
import { type Asset, PROJECT_TYPE, SEARCH_ACTION, searchAssets } from './assets.ts';
import type { GcpClients } from './clients.ts';
import { assetFacts, type GcpCollector } from './collector.ts';
import { isResourceType, LABELLED_TYPES } from './other-types.ts';
import { deletedProject, type Project } from './projects.ts';
import { isInZones, isWithin } from './regions.ts';

/** Below what is searched, and for what. */
export interface ListingParts {
  /** `organizations/1`, `folders/1` or `projects/p`. */
  readonly scope: string;
  readonly clients: GcpClients;
  readonly collectors: readonly GcpCollector[];
  /** All projects below the scope. */
  readonly projects: readonly Project[];
  /** Only what is in these is told. */
  readonly regions: readonly string[] | undefined;
  /** Of what lies in a zone only what is in these. */
  readonly zones: readonly string[] | undefined;
}

// So few of a large organisation are searched one by one.
const FEW = 10;

/**
 * Everything below a scope, by two searches: what is known in detail, with the resources themselves, and the rest with what
 * the search tells of all alike. In one, pages of objects that nobody reads would be ten times as long.
 */
export function assetListing(parts: ListingParts): WideListing {
  const { scope, projects, collectors } = parts;
  const known: Known = {
    ...parts,
    // An organisation can have ten thousand of them, and each has thirty types.
    projectOf: new Map(projects.map((project) => [`projects/${project.number}`, project])),
    collectorOf: new Map(collectors.map((collector) => [collector.type, collector])),
  };
  return {
    name: scope,
    exhaustive: true,
    async *rows(request) {
      const wanted = wantedOf(request);
      const unnamed = unnamedTypes(SEARCH_ACTION);
      const asked = projects.filter(({ id }) => wanted.accounts.has(id));
      const scopes =
        asked.length < projects.length && asked.length <= FEW ? asked.map(({ id }) => `projects/${id}`) : [scope];
      for (const one of scopes) {
        try {
          yield* searched(known, request, wanted, unnamed, { scope: one, detailed: true });
          yield* searched(known, request, wanted, unnamed, { scope: one, detailed: false });
        } catch (error) {
          // One project that refuses doesn't end the others.
          const project = scopes.length > 1 ? asked.find(({ id }) => one === `projects/${id}`) : undefined;
          if (!project || !(error instanceof CloudError) || error.facts.credentials) throw error;
          request.lose(project.id, error);
        }
      }
      yield* unnamed.told(request);
    },
  };
}

interface Known extends ListingParts {
  readonly projectOf: ReadonlyMap<string, Project>;
  readonly collectorOf: ReadonlyMap<string, GcpCollector>;
}

interface Wanted {
  /** By account and type. */
  readonly units: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  /** Whose types without a collector are wanted. */
  readonly others: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
}

const unitKey = (account: string, type: string): string => `${account} ${type}`;

const wantedOf = ({ units, others }: WideRequest): Wanted => ({
  units: new Set(units.map(({ account, type }) => unitKey(account, type))),
  types: new Set(units.map(({ type }) => type)),
  others: new Set(others),
  accounts: new Set([...units.map(({ account }) => account), ...others]),
});

async function* searched(
  known: Known,
  request: WideRequest,
  wanted: Wanted,
  unnamed: UnnamedTypes,
  { scope, detailed }: { readonly scope: string; readonly detailed: boolean },
): AsyncIterable<WideRows> {
  const own = known.collectors.filter((one) => one.detailed === detailed && wanted.types.has(one.type));
  const everything = !detailed && wanted.others.size > 0;
  if (own.length === 0 && !everything) return;
  // Where the projects were found, every search finds them again: one that tells of none didn't tell of what is in them, either.
  const proof = scope.startsWith('projects/') ? [] : [PROJECT_TYPE];
  const types = everything ? {} : { assetTypes: [...own.map(({ type }) => type), ...proof] };
  const told = new Set<string>();
  for await (const page of searchAssets(known.clients, { scope, detailed, ...types })) {
    for (const project of projectsTold(page)) told.add(project);
    for (const run of runsOf(page)) {
      const rows = await rowsOf(run, known, request, wanted, detailed);
      if (!rows) continue;
      if (isTypeName(rows.type)) yield rows;
      else unnamed.leaveOut(rows.account, rows.rows.length);
    }
  }
  if (proof.length > 0) loseUntold(known, request, wanted, told);
}

/** @throws CloudError where no project was told of. */
function loseUntold({ projects }: Known, request: WideRequest, wanted: Wanted, told: ReadonlySet<string>): void {
  if (told.size === 0)
    throw new CloudError({ reason: 'failed', code: 'NoProjects', action: SEARCH_ACTION, retryable: false });
  for (const { id, name, number } of projects)
    if (wanted.accounts.has(id) && !told.has(`projects/${number}`))
      request.lose(id, deletedProject({ id, name }).error);
}

/** The projects of a page that are there. */
const projectsTold = (page: readonly Asset[]): string[] =>
  page.flatMap(({ assetType, project, state = 'ACTIVE' }) =>
    assetType === PROJECT_TYPE && state === 'ACTIVE' ? (project ?? []) : [],
  );

/** Neighbours of one project and type. */
function runsOf(page: readonly Asset[]): Asset[][] {
  const runs: Asset[][] = [];
  for (const asset of page) {
    const [last] = runs.at(-1) ?? [];
    if (last && last.project === asset.project && last.assetType === asset.assetType) runs.at(-1)?.push(asset);
    else runs.push([asset]);
  }
  return runs;
}

async function rowsOf(
  run: readonly Asset[],
  { clients, collectorOf, projectOf, regions, zones }: Known,
  { organisation, note }: WideRequest,
  wanted: Wanted,
  detailed: boolean,
): Promise<WideRows | undefined> {
  const [first] = run;
  const project = projectOf.get(first?.project ?? '');
  if (!first || !project) return undefined;
  const { id: account } = project;
  const unit = { account, type: first.assetType };
  const collector = collectorOf.get(unit.type);
  if (collector && (collector.detailed !== detailed || !wanted.units.has(unitKey(account, unit.type))))
    return undefined;
  // The search for everything tells of it, and of a project the other one, too.
  if (!collector && (detailed || !(wanted.others.has(account) && isResourceType(unit.type)))) return undefined;
  const context: CollectContext<GcpClients> = {
    clients,
    scope: { organisation, cloud: 'gcp', account, region: 'global' },
    detail: detailNoting((gap) => note(unit, gap)),
  };
  const rows: ResourceFacts[] = [];
  for (const asset of run) {
    if (!isInZones(asset.location, zones)) continue;
    const facts = collector ? await collector.facts(asset, context) : otherFacts(asset);
    if (facts && isWithin(facts.region, regions)) rows.push(inProject(facts, project));
  }
  if (rows.length === 0) return undefined;
  const { kind, taggable } = collector ?? { kind: 'other', taggable: LABELLED_TYPES.has(unit.type) };
  return { ...unit, kind, taggable, rows };
}

/** What has no collector, by what the search tells of all alike. */
function otherFacts(asset: Asset): ResourceFacts {
  const isLabelled = Object.keys(asset.labels ?? {}).length > 0;
  return isLabelled && !LABELLED_TYPES.has(asset.assetType)
    ? { ...assetFacts(asset), taggable: true }
    : assetFacts(asset);
}

/** A resource with the labels of its project, which some of the bill carries, too. */
const inProject = (facts: ResourceFacts, { labels }: Project): ResourceFacts => ({
  ...facts,
  attributes: { ...facts.attributes, accountTags: labels },
});
