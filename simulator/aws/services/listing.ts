import type { PlantedResource } from '../../estate/estate.ts';
import { type Page, pageOf } from '../../paging.ts';
import { AwsError, type AwsRequest } from '../service.ts';

export interface ListPaging {
  readonly token: string | undefined;
  readonly size: number | undefined;
  /** The page where no size is asked, and the largest that may be. */
  readonly usual: number;
  readonly most: number;
  /** The operation, and whatever else a token belongs to. */
  readonly question: unknown;
  /** The codes that refuse a token and a size. */
  readonly invalidToken: string;
  readonly invalidSize?: string;
}

/** One page for an API whose sizes and tokens stand in a body or an address. */
export function listPage<Item>(items: readonly Item[], request: AwsRequest, paging: ListPaging): Page<Item> {
  const { token, usual, most, question, invalidToken, invalidSize = 'ValidationException' } = paging;
  const size = paging.size ?? usual;
  if (!Number.isInteger(size) || size < 1 || size > most) {
    throw new AwsError(invalidSize, `The page size ${size} must be between 1 and ${most}`);
  }
  return pageOf(items, {
    token,
    size,
    scope: JSON.stringify([request.account, request.region, question]),
    invalid: () => new AwsError(invalidToken, 'The token is not one of this list'),
  });
}

/** A number of the address, if it is there. */
export const numberIn = (query: URLSearchParams, name: string): number | undefined =>
  query.has(name) ? Number(query.get(name)) : undefined;

/** The resource with an id. @throws AwsError with the code and status that its service has for none. */
export function foundIn<Detail>(
  resources: readonly PlantedResource<Detail>[],
  id: string,
  code: string,
  status = 400,
): PlantedResource<Detail> {
  const found = resources.find((resource) => resource.id === id);
  if (!found) throw new AwsError(code, `${id} does not exist`, status);
  return found;
}

/** Tags as services write them that begin every name with a small letter. */
export const tagListInLowerCase = (tags: Readonly<Record<string, string>>): { key: string; value: string }[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));
