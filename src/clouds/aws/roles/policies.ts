import { COST_PERMISSIONS, TAG_PERMISSIONS } from '../costs.ts';
import { METRIC_PERMISSIONS } from '../metrics.ts';
import { ORGANIZATION_PERMISSIONS } from '../organization.ts';
import { leastPrivilegePolicy, type PolicyDocument, type PolicyStatement, policyOf } from '../permissions.ts';
import { awsCollectors } from '../resources/index.ts';

/** One managed policy of the role. */
export interface NamedPolicy {
  /** `Inventory`, `Inventory2`, `Metrics`, `Costs`. */
  readonly name: string;
  readonly document: PolicyDocument;
}

// Of one managed policy, blanks not counted (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
const MOST_CHARACTERS = 6144;

const sizeOf = (statements: readonly PolicyStatement[]): number =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }).length;

/** The statements of a policy in as few policies as take them. */
export function packed({ Version, Statement }: PolicyDocument, most = MOST_CHARACTERS): PolicyDocument[] {
  const packs: PolicyStatement[][] = [];
  for (const statement of Statement) {
    const last = packs.at(-1);
    if (last && sizeOf([...last, statement]) <= most) last.push(statement);
    else packs.push([statement]);
  }
  return packs.map((pack) => ({ Version, Statement: pack }));
}

/** What the role may do, by what it is for, so that a bill is read only where there is one. */
export function rolePolicies({ metrics }: { readonly metrics: boolean }): {
  readonly always: readonly NamedPolicy[];
  /** For the account that pays, which is the one that lists the members of its organisation, too. */
  readonly costs: NamedPolicy;
} {
  const inventory = packed(leastPrivilegePolicy(awsCollectors, { others: true, costs: false, metrics: false })).map(
    (document, index) => ({ name: index === 0 ? 'Inventory' : `Inventory${index + 1}`, document }),
  );
  return {
    always: [...inventory, ...(metrics ? [{ name: 'Metrics', document: policyOf(METRIC_PERMISSIONS) }] : [])],
    costs: {
      name: 'Costs',
      document: policyOf([...COST_PERMISSIONS, ...TAG_PERMISSIONS, ...ORGANIZATION_PERMISSIONS]),
    },
  };
}
