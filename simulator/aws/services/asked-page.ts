import { type Page, pageOf } from '../../paging.ts';
import { AwsError, type AwsRequest } from '../service.ts';

/** What an operation was asked for, and how its service gives pages. */
export interface AskedPage {
  /** The operation, and whatever else was asked that a token must fit. */
  readonly question: unknown;
  readonly token: string | undefined;
  readonly size: number | undefined;
  readonly maximum: number;
  /** The page where no size is asked, if it isn't the largest. */
  readonly usual?: number;
  /** The error's code for a size out of bounds and for a token that isn't ours. */
  readonly invalid: string;
  /** That for a token, where it is another. */
  readonly invalidToken?: string;
}

/** One page of a list that is asked for in JSON or by an address. */
export function askedPage<Item>(items: readonly Item[], request: AwsRequest, asked: AskedPage): Page<Item> {
  const { question, token, maximum, usual = maximum, invalid, invalidToken = invalid } = asked;
  const size = asked.size ?? usual;
  if (!Number.isInteger(size) || size < 1 || size > maximum)
    throw new AwsError(invalid, `The size of a page must be between 1 and ${maximum}.`);
  return pageOf(items, {
    token,
    size,
    scope: JSON.stringify([question, request.account, request.region]),
    invalid: () => new AwsError(invalidToken, 'The token is invalid.'),
  });
}

/** A number in an address; undefined where there is none. */
export function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  return text === null ? undefined : Number(text);
}
