import type { AccountTruth, Truth } from '../estate/truth.ts';

/** All accounts of the company; a directory of Azure's is one, too. */
export const accountsOf = ({ clouds }: Truth): readonly Pick<AccountTruth, 'id' | 'name'>[] =>
  Object.values(clouds).flatMap(({ accounts, tenant }) => [...accounts, ...(tenant ? [tenant] : [])]);
