import { createHash } from 'node:crypto';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { tagList } from './tag-list.ts';

interface GetResourcesInput {
  readonly PaginationToken?: string;
  readonly TagFilters?: readonly { readonly Key: string; readonly Values?: readonly string[] }[];
  readonly ResourcesPerPage?: number;
  readonly ResourceTypeFilters?: readonly string[];
  readonly ResourceARNList?: readonly string[];
}

/** The Resource Groups Tagging API: what is, or once was, tagged in a region. */
export const taggingService = jsonService({
  signingName: 'tagging',
  iamPrefix: 'tag',
  targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
  version: '1.1',
  operations: {
    GetResources(input: GetResourcesInput, request, estate) {
      const { PaginationToken, ResourcesPerPage, ...question } = input;
      const resources = knownTo(request, estate).filter((resource) => matches(resource, question));
      const page = pageOf(resources, request, PaginationToken, question, ResourcesPerPage);
      return {
        PaginationToken: page.token,
        ResourceTagMappingList: page.items.map(({ id, tags }) => ({ ResourceARN: id, Tags: tagList(tags) })),
      };
    },
    GetTagKeys(input: { readonly PaginationToken?: string }, request, estate) {
      const keys = new Set(knownTo(request, estate).flatMap(({ tags }) => Object.keys(tags)));
      const page = pageOf([...keys].sort(), request, input.PaginationToken, 'keys');
      return { PaginationToken: page.token, TagKeys: page.items };
    },
    GetTagValues(input: { readonly Key: string; readonly PaginationToken?: string }, request, estate) {
      const values = new Set(knownTo(request, estate).flatMap(({ tags }) => tags[input.Key] ?? []));
      const page = pageOf([...values].sort(), request, input.PaginationToken, input.Key);
      return { PaginationToken: page.token, TagValues: page.items };
    },
  },
});

const indexes = new WeakMap<Estate, ReadonlyMap<string, readonly PlantedResource[]>>();

/** By account and region; asked often enough that a company is gone through once only. */
export function knownTo(
  { account, region }: Pick<AwsRequest, 'account' | 'region'>,
  estate: Estate,
): readonly PlantedResource[] {
  let index = indexes.get(estate);
  if (!index) {
    const known = estate.resources.filter((resource) => resource.cloud === 'aws' && isListed(resource));
    index = Map.groupBy(known, (resource) => `${resource.account}/${homeOf(resource)}`);
    indexes.set(estate, index);
  }
  return index.get(`${account}/${region}`) ?? [];
}

// Where the services are at home that have no regions; the others are in Virginia.
const homes: Readonly<Record<string, string>> = { globalaccelerator: 'us-west-2' };

const homeOf = ({ region, type }: PlantedResource): string =>
  region === 'global' ? (homes[type.slice(0, type.indexOf(':'))] ?? 'us-east-1') : region;

function isListed({ id, taggable, tags }: PlantedResource): boolean {
  // Users and roles have tags that this API doesn't know.
  if (!taggable || id.startsWith('arn:aws:iam:')) return false;
  return Object.keys(tags).length > 0 || wasOnceTagged(id);
}

/** A resource whose last tag was taken away stays in the list; of the untagged, one in four is such a one. */
export const wasOnceTagged = (id: string): boolean => (createHash('md5').update(id).digest()[0] ?? 0) < 64;

function matches({ id, tags }: PlantedResource, question: GetResourcesInput): boolean {
  const { ResourceTypeFilters = [], TagFilters = [], ResourceARNList } = question;
  if (ResourceARNList && !ResourceARNList.includes(id)) return false;
  if (ResourceTypeFilters.length > 0 && !ResourceTypeFilters.some((filter) => isOfType(id, filter))) return false;
  return TagFilters.every(({ Key, Values = [] }) => {
    const value = tags[Key];
    return value !== undefined && (Values.length === 0 || Values.includes(value));
  });
}

/** `s3`, `ec2:instance`, `elasticloadbalancing:loadbalancer` (any of them) or `…/app`. */
function isOfType(arn: string, filter: string): boolean {
  const [, , service, , , ...rest] = arn.split(':');
  const [wantedService, wantedType] = filter.split(/:(.*)/s);
  if (service !== wantedService) return false;
  if (!wantedType) return true;
  // A bucket's ARN doesn't say that it is one.
  if (service === 's3') return wantedType === 'bucket';
  const path = rest.join(':');
  return path === wantedType || path.startsWith(`${wantedType}/`) || path.startsWith(`${wantedType}:`);
}

/** Its token is empty, and not left out, when there is no more. */
function pageOf<Item>(
  items: readonly Item[],
  request: AwsRequest,
  token: string | undefined,
  question: unknown,
  size?: number,
): { readonly items: readonly Item[]; readonly token: string } {
  const page = askedPage(items, request, {
    question,
    token: token || undefined,
    size,
    maximum: 100,
    invalid: 'InvalidParameterException',
    invalidToken: 'PaginationTokenExpiredException',
  });
  return { items: page.items, token: page.nextToken ?? '' };
}
