import { CloudError } from '../../model/errors.ts';
import { gapFactsOf } from '../../model/gap-facts.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import { OTHERS } from '../../model/run.ts';
import { GLOBAL_REGION, type Scope } from '../../model/scope.ts';
import type { OtherRows, OtherSource } from '../cloud.ts';
import type { NoteGap } from '../collector.ts';
import type { AwsClients } from './clients.ts';
import { EXPLORER_PERMISSIONS, exploredResources, explorerOf } from './explorer.ts';
import { type ArnParts, arnParts, UNTAGGABLE_TYPES } from './other-types.ts';
import { type ListedResource, TAGGED_ACTION, taggedResources } from './tagging-api.ts';

export const OTHER_PERMISSIONS = [TAGGED_ACTION, ...EXPLORER_PERMISSIONS] as const;

/** What an account has of types that aren't among `known`: in each region, and once what belongs to none. */
export const otherSources = (clients: AwsClients, known: ReadonlySet<string>): OtherSource[] =>
  (['regional', 'global'] as const).map((reach) => ({
    ...{ type: OTHERS, kind: 'other', reach, taggable: true, service: 'tag', permissions: OTHER_PERMISSIONS },
    others: (scope, note) => otherRows({ clients, known, scope, note }),
  }));

interface Listing {
  readonly clients: AwsClients;
  readonly known: ReadonlySet<string>;
  readonly scope: Scope;
  readonly note: NoteGap;
}

async function* otherRows(listing: Listing): AsyncGenerator<readonly OtherRows[], void, undefined> {
  const { clients, scope } = listing;
  const isGlobal = scope.region === GLOBAL_REGION;
  const told = new Set<string>();
  const untold = new Set<string>();
  // Fresher than the index, and exact about tags.
  for await (const page of taggedResources(clients, isGlobal ? clients.home : scope.region))
    yield rowsOf(page, listing, told, untold);
  for await (const page of explored(listing)) yield rowsOf(page, listing, told, untold);
  for (const service of untold)
    listing.note({
      reason: 'unsupported',
      detail: `resources of ${service} are left out, because their ARNs don't tell of which type they are`,
    });
}

/** What was never tagged, too, where that is indexed. */
async function* explored({
  clients,
  known,
  scope,
  note,
}: Listing): AsyncGenerator<readonly ListedResource[], void, undefined> {
  const region = scope.region === GLOBAL_REGION ? undefined : scope.region;
  const without = (why: string) =>
    note({ reason: 'unsupported', detail: `only what has or once had a tag is listed by ${TAGGED_ACTION}: ${why}` });
  try {
    const explorer = await explorerOf(clients, scope.account, region);
    if ('missing' in explorer) without(explorer.missing);
    else yield* exploredResources(clients, explorer, { region, known });
  } catch (error) {
    // What could not be asked just now may be known from before, and is not gone.
    if (!(error instanceof CloudError) || !['denied', 'unsupported', 'not_found'].includes(error.facts.reason))
      throw error;
    if (error.facts.reason === 'denied') note(gapFactsOf(error));
    without('Resource Explorer could not be asked');
  }
}

function rowsOf(
  page: readonly ListedResource[],
  { clients, known, scope }: Listing,
  told: Set<string>,
  untold: Set<string>,
): OtherRows[] {
  const rows = page.flatMap((resource): { type: string; facts: ResourceFacts }[] => {
    const { arn } = resource;
    const parts = arnParts(arn);
    if (told.has(arn) || !isHere(parts, scope, clients.home)) return [];
    const type = parts.type ?? wordOf(resource);
    if (type === undefined) untold.add(parts.service ?? 'a service');
    if (type === undefined || known.has(type)) return [];
    told.add(arn);
    return [{ type, facts: factsOf(resource, parts) }];
  });
  return [...Map.groupBy(rows, ({ type }) => type)].map(([type, ofType]) => ({
    type,
    taggable: !UNTAGGABLE_TYPES.has(type),
    rows: ofType.map(({ facts }) => facts),
  }));
}

/** What belongs to no region is told at home, and by services with another home there. */
function isHere({ service, region, account }: ArnParts, scope: Scope, home: string): boolean {
  // What others share is theirs to tell.
  if (account !== '' && account !== scope.account) return false;
  if (service === undefined) return true;
  if (scope.region === GLOBAL_REGION) return region === '';
  return region === scope.region || (region === '' && scope.region !== home);
}

const TYPE = /^[a-z][a-z0-9-]{0,62}:[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** The type in the provider's own word, where that is one. */
const wordOf = ({ type }: ListedResource): string | undefined => (type && TYPE.test(type) ? type : undefined);

function factsOf({ arn, tags }: ListedResource, { region }: ArnParts): ResourceFacts {
  const isTagged = Object.keys(tags ?? {}).length > 0;
  return {
    id: arn,
    name: tags?.Name || undefined,
    ...(region === '' ? { region: GLOBAL_REGION } : {}),
    tags,
    // What has tags can be tagged, whatever the list of types says.
    ...(isTagged ? { taggable: true } : {}),
    attributes: {},
  };
}
