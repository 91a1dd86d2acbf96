import { applications } from './policy.ts';

/** One of the company's accounts, before a cloud gives it an id. */
export interface AccountPlan {
  readonly name: string;
  /** How much runs in it, relative to the others. */
  readonly weight: number;
}

/** How the company spreads its work. The first account pays for all of them and runs little. */
const accounts: readonly AccountPlan[] = [
  { name: 'northwind-management', weight: 8 },
  { name: 'northwind-production', weight: 46 },
  { name: 'northwind-development', weight: 28 },
  { name: 'northwind-data', weight: 18 },
];

export const usualAccounts = accounts.length;

/** The same accounts in every cloud. A company with more than four has some for its applications. */
export const accountPlan = (count: number): readonly AccountPlan[] =>
  Array.from({ length: count }, (_, position) => accounts[position] ?? ofApplication(position - usualAccounts));

/** Those that the company gave up. */
export const formerAccounts = (count: number): readonly AccountPlan[] =>
  Array.from({ length: count }, (_, position) => ({ name: `northwind-former-${position + 1}`, weight: 0 }));

function ofApplication(position: number): AccountPlan {
  const application = applications[position % applications.length]?.name;
  const number = String(Math.floor(position / applications.length) + 1).padStart(2, '0');
  return { name: `northwind-${application}-${number}`, weight: 20 };
}
