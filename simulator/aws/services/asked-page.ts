import { type Page, pageOf } from '../../paging.ts';
import { AwsError, type AwsRequest } from '../service.ts';

/** What an operation was asked for, under its own names. */
export interface AskedPage {
  readonly operation: string;
  readonly token: string | undefined;
  readonly size: number | undefined;
  readonly maximum: number;
  /** The page where no size is asked, if it isn't the largest. */
  readonly usual?: number;
  /** The error's code for a token that isn't ours and for a size out of bounds. */
  readonly invalid: string;
  /** What else was asked, which a token must fit. */
  readonly about?: string;
}

/** One page of a list that is asked for in JSON or by an address. */
export function askedPage<Item>(items: readonly Item[], request: AwsRequest, asked: AskedPage): Page<Item> {
  const { operation, token, maximum, usual = maximum, invalid, about } = asked;
  const size = asked.size ?? usual;
  if (!Number.isInteger(size) || size < 1 || size > maximum)
    throw new AwsError(invalid, `The size of a page must be between 1 and ${maximum}.`);
  return pageOf(items, {
    token: token || undefined,
    size,
    scope: JSON.stringify([operation, request.account, request.region, about]),
    invalid: () => new AwsError(invalid, 'The token is invalid.'),
  });
}

/** A number in an address; undefined where there is none. */
export function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  return text === null ? undefined : Number(text);
}
