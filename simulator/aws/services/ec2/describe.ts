import type { PlantedResource } from '../../../estate/estate.ts';
import type { QueryCall, QueryOperation } from '../../protocols/query.ts';
import type { Xml } from '../../protocols/xml.ts';
import { AwsError } from '../../service.ts';
import { plantedHere } from '../planted-here.ts';
import { tagListInLowerCase } from '../tag-list.ts';

/** What a filter compares; a resource matches when one of them does. */
export type FilterValues = string | boolean | undefined | readonly string[];

/** One Describe operation over a family of the estate. */
export interface Description<Detail> {
  readonly type: string;
  /** The element that holds the list: `volumeSet`. */
  readonly set: string;
  /** The parameter that names single ones, and the error for one that isn't there. */
  readonly ids: string;
  readonly notFound: string;
  readonly idOf: (detail: Detail) => string;
  /** By AWS's names, besides `tag:<key>` and `tag-key`. */
  readonly filters: Readonly<Record<string, (resource: PlantedResource<Detail>) => FilterValues>>;
  /** Absent where AWS doesn't page. */
  readonly pages?: { readonly minimum: number; readonly maximum: number };
  /** Several resources may make one element (reservations). */
  readonly write: (resources: readonly PlantedResource<Detail>[], call: QueryCall) => readonly Xml[];
  /** Where only some are meant: snapshots of the owners asked for. */
  readonly among?: (resource: PlantedResource<Detail>, call: QueryCall) => boolean;
}

/** The operation for a description. */
export function describe<Detail>(description: Description<Detail>): QueryOperation {
  const { type, set, ids, pages, write, among } = description;
  return (call) => {
    const { request, estate } = call;
    const wanted = call.list(ids);
    const all = plantedHere<Detail>(type, request, estate);
    const passes = filterOf(description, call);
    const chosen = named(description, all, wanted).filter(
      (resource) => passes(resource) && (among?.(resource, call) ?? true),
    );
    if (!pages) return { [set]: { item: write(chosen, call) } };
    if (wanted.length > 0 && call.param('MaxResults') !== undefined) {
      const message = `The parameter ${ids} cannot be used with the parameter maxResults`;
      throw new AwsError('InvalidParameterCombination', message);
    }
    const { items, nextToken } = call.page(chosen, { ...ec2Paging, ...pages });
    return { [set]: { item: write(items, call) }, nextToken };
  };
}

/** What EC2 says when paging is asked wrongly. Without a size it gives a thousand. */
export const ec2Paging = {
  token: 'NextToken',
  size: 'MaxResults',
  default: 1000,
  invalidToken: 'InvalidParameterValue',
  invalidSize: 'InvalidParameterValue',
} as const;

function named<Detail>(
  { ids, idOf, notFound }: Description<Detail>,
  all: readonly PlantedResource<Detail>[],
  wanted: readonly string[],
): readonly PlantedResource<Detail>[] {
  if (wanted.length === 0) return all;
  const asked = new Set(wanted);
  const found = all.filter(({ detail }) => asked.has(idOf(detail)));
  const known = new Set(found.map(({ detail }) => idOf(detail)));
  const missing = wanted.filter((id) => !known.has(id));
  if (missing.length > 0) throw new AwsError(notFound, `The ${ids} '${missing.join(', ')}' does not exist`);
  return found;
}

function filterOf<Detail>({ filters }: Description<Detail>, call: QueryCall) {
  const tests = call.structures('Filter').map((filter) => {
    const name = filter.required('Name');
    const patterns = filter.list('Value').map(wildcard);
    const valuesOf = tagFilter(name) ?? (Object.hasOwn(filters, name) ? filters[name] : undefined);
    if (!valuesOf) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
    return (resource: PlantedResource<Detail>) => {
      const values = [valuesOf(resource)].flat().filter((value) => value !== undefined);
      return values.some((value) => patterns.some((pattern) => pattern.test(String(value))));
    };
  });
  return (resource: PlantedResource<Detail>) => tests.every((test) => test(resource));
}

function tagFilter(name: string): ((resource: PlantedResource) => FilterValues) | undefined {
  if (name === 'tag-key') return ({ tags }) => Object.keys(tags);
  if (!name.startsWith('tag:')) return undefined;
  const key = name.slice('tag:'.length);
  return ({ tags }) => (Object.hasOwn(tags, key) ? tags[key] : undefined);
}

/** `*` and `?` stand for anything in a filter's value. */
const wildcard = (value: string): RegExp =>
  new RegExp(
    `^${value
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );

/** `<tagSet>`; left out where there are no tags, as EC2 does. */
export function tagSet({ tags }: PlantedResource): { readonly item: readonly Xml[] } | undefined {
  const item = tagListInLowerCase(tags);
  return item.length === 0 ? undefined : { item };
}

/** `use1-az1` for the first zone of us-east-1. */
export function zoneId(zone: string): string {
  const [area = '', direction = '', rest = ''] = zone.split('-');
  const short = direction.replace(/(north|south)?(east|west)?(central)?/, (_, a = '', b = '', c = '') =>
    [a, b, c].map((word: string) => word.charAt(0)).join(''),
  );
  return `${area}${short}${rest.slice(0, -1)}-az${rest.charCodeAt(rest.length - 1) - 96}`;
}
