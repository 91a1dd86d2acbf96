import { unexpected } from './clients.ts';

/**
 * Azure writes the same id in different cases from one answer to the next, and means the same. In lower case one resource has
 * one id everywhere: in the lake, in what refers to it, and in the bill (docs/decisions/0005-azure-ids.md).
 */
export const idIn = (id: string): string => id.toLowerCase();

/** The id of a row; a row without one would be another one's. @throws CloudError when it has none. */
export function ownId(id: string | undefined, action: string): string {
  if (typeof id === 'string' && id !== '') return idIn(id);
  throw unexpected('NoId', action);
}

/** What a row refers to. */
export const referredTo = (reference: { readonly id?: string } | null | undefined): string | undefined =>
  reference?.id ? idIn(reference.id) : undefined;

export const idsOf = (references: readonly ({ readonly id?: string } | null)[] | null | undefined): string[] =>
  (references ?? []).flatMap((reference) => referredTo(reference) ?? []);

/** The virtual network that a subnet's id lies in. */
export const networkOf = (subnetId: string | undefined): string | undefined =>
  subnetId === undefined ? undefined : /^(.+\/virtualnetworks\/[^/]+)\/subnets\//.exec(subnetId)?.[1];
