import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gcpEntries } from '../../simulator/demo/settings/gcp.ts';
import { startSimulator } from '../../simulator/start.ts';
import type { AccountSettings } from '../../src/clouds/cloud.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import { leastPrivilegeRole, QUOTA_PERMISSION } from '../../src/clouds/gcp/permissions.ts';
import { gcpCollectors } from '../../src/clouds/gcp/resources/index.ts';
import { type Checks, equal, sameSet } from '../emulators/checks.ts';
import { type Asked, collectAs, deniedIn, EVERYTHING } from './collect-as.ts';

/**
 * What the simulator doesn't guard: of BigQuery it knows the right to ask, and not those to tables; and no quota project is
 * named by these credentials.
 */
const UNGUARDED: readonly string[] = ['bigquery.tables.get', 'bigquery.tables.getData', QUOTA_PERMISSION];

/** Asked only by who names projects: a search tells of them all. */
const NAMED = 'resourcemanager.projects.get';

/** Of the identity that acts as the service account, granted by its owner and not by the role. */
const SIGN_IN = ['iam.serviceAccounts.getAccessToken'];

/** The generated custom role is enough for everything, and without any one of its permissions that is denied. */
export async function checkGoogleRole(checks: Checks): Promise<void> {
  checks.section('Least privilege in Google Cloud');
  const role = leastPrivilegeRole(gcpCollectors, { costs: true, metrics: true, recommendations: true });
  const permissions = role.includedPermissions;
  const begun = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-least-privilege-gcp-'));
  const simulator = await startSimulator({ resources: 400, clouds: ['gcp'], accounts: 2 });
  const [entry] = gcpEntries({ ...simulator.gcp, credentials: simulator.gcp.writeCredentials(folder) });
  const whole = entry as unknown as AccountSettings;
  const named = { ...whole, projects: simulator.truth.clouds.gcp.accounts.map(({ id }) => id) };
  const { organization: _, ...projects } = named;
  const denied = async (granted: readonly string[], asked: Asked, account: AccountSettings = whole) => {
    simulator.faults.clear();
    simulator.faults.denyAllBut([...granted, ...SIGN_IN]);
    return deniedIn(await collectAs({ cloud: gcp, accounts: [account] }, asked));
  };
  try {
    await checks.check(`with its ${permissions.length} permissions nothing is denied`, async () =>
      equal(await denied(permissions, EVERYTHING), [], 'denied'),
    );
    await checks.check('what is denied to everything else is never asked', () => {
      const refused = simulator.calls().filter(({ status }) => status === 401 || status === 403);
      equal(refused, [], 'refused calls');
    });
    await checks.check('no permission is granted by a pattern, and none that writes but queries', () => {
      const reads = /^[a-z]+\.\w+\.(get|list|getData|searchAllResources)$/;
      const also = ['bigquery.jobs.create', 'serviceusage.services.use'];
      equal(
        permissions.filter((one) => !reads.test(one) && !also.includes(one)),
        [],
        'others',
      );
    });
    for (const permission of permissions.filter((one) => !UNGUARDED.includes(one)))
      await checks.check(`without ${permission}: denied is that, and nothing else`, async () =>
        sameSet(
          await denied(
            permissions.filter((one) => one !== permission),
            concerning(permission),
            permission === NAMED ? projects : whole,
          ),
          [permission],
          'denied',
        ),
      );
    checks.say(`${permissions.length} collections in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The smallest collection that asks for something by a permission. */
function concerning(permission: string): Asked {
  const [service] = permission.split('.');
  if (service === 'bigquery') return { what: ['costs'] };
  if (service === 'monitoring') return { what: ['inventory', 'metrics'] };
  return { what: service === 'recommender' ? ['inventory', 'recommendations'] : ['inventory'] };
}
