import type { EcsServiceDetail, EksNodegroupDetail } from '../estate/aws/containers.ts';
import { type RuleDetail, usualBus } from '../estate/aws/delivery.ts';
import type { Instance } from '../estate/aws/instances.ts';
import type { KeyDetail } from '../estate/aws/secrets.ts';
import type { Estate } from '../estate/estate.ts';
import { type LeastCalls, pagesOf } from '../least-calls.ts';

type Calls = Omit<LeastCalls, 'cloud'>;

const servicesPage = 100;
const servicesDescribed = 10;
const nodegroupsPage = 100;
const busesPage = 100;
const rulesPage = 100;
const aliasesPage = 100;
const sizesDescribed = 100;

const sumOf = (numbers: readonly number[], calls: (number: number) => number): number =>
  numbers.reduce((sum, number) => sum + calls(number), 0);

/** How many of these each of the places has, in which they are listed one by one. */
const numbersIn = (places: readonly string[], homes: readonly string[]): number[] =>
  places.map((place) => homes.filter((home) => home === place).length);

/** What is listed or told by what else there is in a region. */
export const leastWithin = (estate: Estate, account: string, region: string): readonly Calls[] => [
  ...ofClusters(estate, account, region),
  ...ofBuses(estate, account, region),
  ofKeys(estate, account, region),
  ofSizes(estate, account, region),
];

/** Services and groups of nodes are listed cluster by cluster. */
function ofClusters(estate: Estate, account: string, region: string): readonly Calls[] {
  const services = numbersIn(
    estate.of('ecs:cluster', account, region).map(({ id }) => id),
    estate.of<EcsServiceDetail>('ecs:service', account, region).map(({ detail }) => detail.clusterArn),
  );
  const nodegroups = numbersIn(
    estate.of('eks:cluster', account, region).map(({ name = '' }) => name),
    estate.of<EksNodegroupDetail>('eks:nodegroup', account, region).map(({ detail }) => detail.clusterName),
  );
  const listed = sumOf(services, (number) => pagesOf(number, servicesPage));
  const described = sumOf(services, (number) => Math.ceil(number / servicesDescribed));
  const groupsListed = sumOf(nodegroups, (number) => pagesOf(number, nodegroupsPage));
  return [
    { service: 'ecs', operation: 'ListServices', calls: listed },
    { service: 'ecs', operation: 'DescribeServices', calls: described },
    { service: 'eks', operation: 'ListNodegroups', calls: groupsListed },
  ];
}

/** Rules are listed bus by bus, and one bus is in every region. */
function ofBuses(estate: Estate, account: string, region: string): readonly Calls[] {
  const homes = estate.of<RuleDetail>('events:rule', account, region).map(({ detail }) => detail.bus);
  const buses = [...new Set([usualBus, ...homes])];
  const rules = sumOf(numbersIn(buses, homes), (number) => pagesOf(number, rulesPage));
  return [
    { service: 'events', operation: 'ListEventBuses', calls: pagesOf(buses.length, busesPage) },
    { service: 'events', operation: 'ListRules', calls: rules },
  ];
}

/** The names that keys have are told of all together; where there is no key, there is none to look for. */
function ofKeys(estate: Estate, account: string, region: string): Calls {
  const keys = estate.of<KeyDetail>('kms:key', account, region);
  const aliases = keys.filter(({ detail }) => detail.alias !== undefined).length;
  return { service: 'kms', operation: 'ListAliases', calls: keys.length === 0 ? 0 : pagesOf(aliases, aliasesPage) };
}

/** What a size of machines has is told of the size. */
function ofSizes(estate: Estate, account: string, region: string): Calls {
  const machines = estate.of<Instance>('ec2:instance', account, region);
  const sizes = new Set(machines.map(({ detail: { instanceType } }) => instanceType));
  return { service: 'ec2', operation: 'DescribeInstanceTypes', calls: Math.ceil(sizes.size / sizesDescribed) };
}
