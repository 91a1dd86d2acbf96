import type { Scope } from '../../model/scope.ts';

/**
 * Networks that another account shares are listed beside one's own, without their tags
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html); they count where they are owned.
 */
export const own = <T extends { readonly OwnerId?: string | undefined }>(
  list: readonly T[] | undefined,
  { account }: Scope,
): T[] => (list ?? []).filter(({ OwnerId }) => OwnerId === undefined || OwnerId === account);
