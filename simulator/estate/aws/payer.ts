import type { Estate, PlantedAccount } from '../estate.ts';

/** The management account, which pays for all: the first of the company's AWS accounts. */
export const payerAmong = (accounts: readonly PlantedAccount[]): PlantedAccount | undefined =>
  accounts.find(({ cloud }) => cloud === 'aws');

export const payerOf = (estate: Estate): string | undefined => payerAmong(estate.accounts)?.id;
