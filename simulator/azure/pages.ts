import { pageOf } from '../paging.ts';
import { type AzureAnswer, type AzureDoor, AzureError, type AzureRequest } from './service.ts';

export interface Listing {
  readonly size: number;
  /** The query parameter that holds the place: `$skiptoken` mostly. */
  readonly parameter?: string;
}

/** A page of a list and the address of the next one. */
export function listed<Item extends object>(
  request: AzureRequest,
  door: AzureDoor,
  items: readonly Item[],
  { size, parameter = '$skiptoken' }: Listing,
): AzureAnswer {
  const scope = `${request.path.toLowerCase()} ${request.query('$filter')} ${request.principal?.clientId}`;
  const invalid = () => new AzureError(400, 'InvalidSkipToken', 'The provided skip token is not valid.');
  const page = pageOf(items, { token: request.query(parameter), size, scope, invalid });
  const next = page.nextToken !== undefined && linkTo(request, door, parameter, page.nextToken);
  return { body: { value: page.items, ...(next && { nextLink: next }) }, page: page.number };
}

/** The same request at another place. */
export function linkTo(request: AzureRequest, door: AzureDoor, parameter: string, token: string): string {
  const version = request.query('api-version');
  const kept = ['$top', '$filter'].flatMap((name) => {
    const value = request.query(name);
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  const query = [...(version === undefined ? [] : [`api-version=${version}`]), ...kept, `${parameter}=${token}`];
  return `${door.url()}${request.path}?${query.join('&')}`;
}

/** `$top` within its limits, or what is usual. */
export function topOf(request: AzureRequest, usual: number, most: number): number {
  const text = request.query('$top');
  if (text === undefined) return usual;
  const top = Number(text);
  if (Number.isInteger(top) && top >= 1 && top <= most) return top;
  throw new AzureError(400, 'InvalidTop', `The value '${text}' of $top must be between 1 and ${most}.`);
}
