import type { Checks } from '../emulators/checks.ts';
import { checkAwsPolicy } from './aws.ts';
import { checkAzureRole } from './azure.ts';
import { checkGoogleRole } from './gcp.ts';

/** What `init roles` grants in each cloud is enough for everything, and none of it is too much. */
export async function checkLeastPrivilege(checks: Checks): Promise<void> {
  await checkAwsPolicy(checks);
  await checkAzureRole(checks);
  await checkGoogleRole(checks);
}
