import { enabledRegions } from '../estate/aws/regions.ts';
import type { Estate } from '../estate/estate.ts';
import { type LeastCalls, pagesOf } from '../least-calls.ts';
import { details } from './least-details.ts';
import { globalLists, type List, regionalLists } from './least-lists.ts';
import { leastOverTypes } from './least-over-types.ts';
import { leastWithin } from './least-within.ts';

type Calls = Omit<LeastCalls, 'cloud'>;

const accountsPage = 20;

/** Where the resources of an account lie; buckets have regions and are listed without. */
const places = [...enabledRegions, 'global'];

/** What is asked by whoever is let into the whole organisation by one entry. */
export function leastOfAws(estate: Estate): readonly LeastCalls[] {
  const members = estate.accounts.filter(({ cloud }) => cloud === 'aws');
  if (members.length === 0) return [];
  const accounts = members.filter(({ state }) => state !== 'SUSPENDED');
  return summed([
    { service: 'organizations', operation: 'ListAccounts', calls: pagesOf(members.length, accountsPage) },
    // The payer's own key tells nobody whose it is; a role's session does.
    { service: 'sts', operation: 'GetCallerIdentity', calls: 1 },
    { service: 'sts', operation: 'AssumeRole', calls: accounts.length - 1 },
    ...accounts.flatMap(({ id }) => ofAccount(estate, id)),
  ]);
}

const ofAccount = (estate: Estate, account: string): readonly Calls[] => [
  { service: 'ec2', operation: 'DescribeRegions', calls: 1 },
  ...globalLists.map((list) => ofList(list, estate, account)),
  ...enabledRegions.flatMap((region) => [
    ...regionalLists.map((list) => ofList(list, estate, account, region)),
    ...leastWithin(estate, account, region),
  ]),
  ...places.flatMap((place) => ofDetails(estate, account, place)),
  ...leastOverTypes(estate, account),
];

function ofList({ service, operation, types, page }: List, estate: Estate, account: string, region?: string): Calls {
  const items = types.reduce((sum, type) => sum + estate.of(type, account, region).length, 0);
  return { service, operation, calls: pagesOf(items, page) };
}

const ofDetails = (estate: Estate, account: string, place: string): Calls[] =>
  details.map(({ service, operation, types, atOnce, among = () => true }) => {
    const own = types.flatMap((type) => estate.of(type, account, place)).filter(among);
    return { service, operation, calls: Math.ceil(own.length / atOnce) };
  });

function summed(all: readonly Calls[]): readonly LeastCalls[] {
  const sums = new Map<string, LeastCalls>();
  for (const { service, operation, calls } of all) {
    const name = `${service} ${operation}`;
    sums.set(name, { cloud: 'aws', service, operation, calls: calls + (sums.get(name)?.calls ?? 0) });
  }
  return [...sums.values()];
}
