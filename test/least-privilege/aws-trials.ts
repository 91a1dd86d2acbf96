import { awsEntries } from '../../simulator/demo/settings/aws.ts';
import type { Simulator } from '../../simulator/start.ts';
import { COST_PERMISSIONS } from '../../src/clouds/aws/costs.ts';
import { METRIC_PERMISSIONS } from '../../src/clouds/aws/metrics.ts';
import { ORGANIZATION_PERMISSIONS } from '../../src/clouds/aws/organization.ts';
import { OTHER_PERMISSIONS } from '../../src/clouds/aws/others.ts';
import { awsCollectors } from '../../src/clouds/aws/resources/index.ts';
import type { AccountSettings } from '../../src/clouds/cloud.ts';
import type { Asked } from './collect-as.ts';

const MEASURED: readonly string[] = ['ec2:instance'];

/** A collection that is made to see what it is denied. */
export interface Trial {
  readonly accounts: readonly AccountSettings[];
  readonly asked: Asked;
}

/** Ways to enter the simulated company. */
export interface Entries {
  /** The account that has something of everything. */
  readonly largest: AccountSettings;
  /** All, found by the one that pays. */
  readonly organization: readonly AccountSettings[];
  /** The one that pays and a member, each by itself. */
  readonly separate: readonly AccountSettings[];
}

export function entriesOf({ estate, truth, credentials }: Simulator, url: string): Entries {
  const { accounts } = truth.clouds.aws;
  const each = accounts.map(({ id, role_arn = '', external_id = '' }) => ({
    id,
    entry: { cloud: 'aws' as const, endpoint: url, role_arn, external_id },
  }));
  const sizes = Map.groupBy(estate.resources, ({ account }) => account);
  const sizeOf = (id: string) => sizes.get(id)?.length ?? 0;
  const [largest] = each.toSorted((a, b) => sizeOf(b.id) - sizeOf(a.id));
  if (!largest) throw new Error('the simulated company has no account of AWS');
  const organization = awsEntries({ accounts }, { url, ...credentials }) as unknown as readonly AccountSettings[];
  return { largest: largest.entry, organization, separate: each.slice(0, 2).map(({ entry }) => entry) };
}

/** Where each of an organisation's actions is asked; who pays, where no list of its members tells it. */
export const organizationTrials = ({
  organization,
  separate,
}: Entries): Readonly<Record<(typeof ORGANIZATION_PERMISSIONS)[number], Trial>> => ({
  'organizations:DescribeOrganization': { accounts: separate, asked: { what: ['costs'] } },
  'organizations:ListAccounts': { accounts: organization, asked: { what: ['inventory'], resourceTypes: MEASURED } },
});

const has = (list: readonly string[], action: string): boolean => list.includes(action);

/** The smallest collection that asks for something by an action: everything that declares it, where there is such a thing. */
export function concerning(action: string, { estate }: Simulator, entries: Entries): Trial {
  const ofOrganization = ORGANIZATION_PERMISSIONS.find((one) => one === action);
  if (ofOrganization) return organizationTrials(entries)[ofOrganization];
  const inLargest = (asked: Asked, regions?: readonly string[]): Trial => ({
    accounts: [{ ...entries.largest, ...(regions && { regions }) }],
    asked,
  });
  // What has no collector is listed in whole inventories alone; one region has enough of it.
  if (has(OTHER_PERMISSIONS, action)) return inLargest({ what: ['inventory'] }, ['us-east-1']);
  if (has(COST_PERMISSIONS, action)) return inLargest({ what: ['costs'] });
  if (has(METRIC_PERMISSIONS, action)) return inLargest({ what: ['inventory', 'metrics'], resourceTypes: MEASURED });
  const types = awsCollectors.filter(({ permissions }) => has(permissions, action)).map(({ type }) => type);
  // Connecting takes what no type declares.
  const resourceTypes = types.length > 0 ? types : MEASURED;
  const regions = new Set(estate.resources.filter(({ type }) => types.includes(type)).map(({ region }) => region));
  const regional = [...regions].filter((region) => region !== 'global');
  const everywhere = types.length === 0 || regional.length === 0;
  return inLargest({ what: ['inventory'], resourceTypes }, everywhere ? undefined : regional);
}
