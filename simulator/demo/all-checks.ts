import type { Truth } from '../estate/truth.ts';
import type { Check } from './check.ts';
import { checkAccounts } from './checks/accounts.ts';
import { checkCloudComparison } from './checks/cloud-comparison.ts';
import { checkCompliance } from './checks/compliance.ts';
import { checkCosts } from './checks/costs.ts';
import { checkOneResource } from './checks/one-resource.ts';
import { checkPlan } from './checks/plan.ts';
import { checkPolicy } from './checks/policy.ts';
import { checkResources } from './checks/resources.ts';
import { checkStatus } from './checks/status.ts';
import { checkUntagged } from './checks/untagged.ts';
import { checkValidation } from './checks/validation.ts';
import { checkViolations } from './checks/violations.ts';
import { type McpClient, McpRefusal } from './mcp-client.ts';

const groups = {
  accounts: checkAccounts,
  policy: checkPolicy,
  resources: checkResources,
  'one resource': checkOneResource,
  compliance: checkCompliance,
  'comparison of clouds': checkCloudComparison,
  validation: checkValidation,
  violations: checkViolations,
  untagged: checkUntagged,
  costs: checkCosts,
  status: checkStatus,
  plan: checkPlan,
} as const;

/** Asks the product everything that the truth knows. What it refuses to answer is a wrong answer. */
export async function allChecks(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const [name, group] of Object.entries(groups)) {
    try {
      checks.push(...(await group(truth, client)));
    } catch (error) {
      if (!(error instanceof McpRefusal || error instanceof TypeError)) throw error;
      // An answer of another shape than the one that was promised.
      checks.push({ name, expected: 'an answer', actual: error.message, equal: false });
    }
  }
  return checks;
}
