import { azureEntries, azureVariables } from '../../simulator/demo/settings/azure.ts';
import { startSimulator } from '../../simulator/start.ts';
import { trustAzure } from '../../simulator/test/azure.ts';
import { ADVISOR_PERMISSIONS } from '../../src/clouds/azure/advisor.ts';
import { DIRECTORY_PERMISSION } from '../../src/clouds/azure/applications.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import { COST_PERMISSIONS } from '../../src/clouds/azure/costs.ts';
import { METRIC_PERMISSIONS } from '../../src/clouds/azure/metrics.ts';
import { leastPrivilegeRole } from '../../src/clouds/azure/permissions.ts';
import { azureCollectors } from '../../src/clouds/azure/resources/index.ts';
import type { AccountSettings } from '../../src/clouds/cloud.ts';
import { type Checks, equal, sameSet } from '../emulators/checks.ts';
import { type Asked, type Collected, collectAs, deniedIn, EVERYTHING } from './collect-as.ts';

/** The simulated company has nothing of these. Of all other types it has something. */
const NOT_PLANTED: readonly string[] = [
  'Microsoft.ContainerRegistry/registries',
  'Microsoft.DBforMySQL/flexibleServers',
  'Microsoft.DBforPostgreSQL/flexibleServers',
  'Microsoft.EventHub/namespaces',
  'Microsoft.Network/virtualNetworkGateways',
  'Microsoft.RecoveryServices/vaults',
  'Microsoft.ServiceBus/namespaces',
  'Microsoft.Sql/servers/elasticPools',
];

/** Asked only by who names a group. */
const GROUPS = 'Microsoft.Management/managementGroups/read';

/** The generated custom role shows everything, and without any one of its actions that is missing, and nothing else. */
export async function checkAzureRole(checks: Checks): Promise<void> {
  checks.section('Least privilege in Azure');
  const role = leastPrivilegeRole(azureCollectors, { costs: true, metrics: true, recommendations: true });
  // Granted to the application, beside the role.
  const actions = [...role.Actions, DIRECTORY_PERMISSION];
  const begun = performance.now();
  const simulator = await startSimulator({ resources: 1000, clouds: ['azure'], accounts: 1, charges: false });
  const [entry] = azureEntries(simulator.truth.clouds.azure, simulator.azure);
  const tenant = entry as unknown as AccountSettings;
  const group = { ...tenant, management_group: simulator.azure.managementGroup };
  const environment = azureVariables(simulator.azure);
  const collect = (granted: readonly string[], asked: Asked, account = tenant): Promise<Collected> => {
    simulator.faults.clear();
    simulator.faults.denyAllBut(granted);
    return collectAs({ cloud: azure, accounts: [account], environment }, asked);
  };
  try {
    trustAzure(simulator);
    let whole: Collected = { gaps: [], types: new Map() };
    await checks.check(`with its ${actions.length} actions nothing is denied, and every type is seen`, async () => {
      whole = await collect(actions, EVERYTHING);
      equal(deniedIn(whole), [], 'denied actions');
      const unseen = azureCollectors.map(({ type }) => type).filter((type) => !whole.types.has(type));
      sameSet(unseen, NOT_PLANTED, 'types of which there is nothing');
    });
    await checks.check('what is denied to everything else is never asked', () => {
      const refused = simulator.calls().filter(({ status }) => status === 401 || status === 403);
      equal(refused, [], 'refused calls');
    });
    await checks.check('no action is granted by a pattern, and none that writes', () =>
      equal(
        role.Actions.filter((action) => !/^[\w.]+(\/\w+)+\/read$/.test(action)),
        [],
        'others',
      ),
    );
    for (const action of actions.filter((one) => !NOT_PLANTED.some((type) => one === `${type}/read`)))
      await checks.check(`without ${action}: that is missing, and nothing else`, async () => {
        const isGroups = action === GROUPS;
        const asked = concerning(action);
        const granted = actions.filter((one) => one !== action);
        const seen = await collect(granted, asked, isGroups ? group : tenant);
        // Nobody says that a group may not be read: it is as if it weren't there, and so is all that lies in it.
        if (isGroups) return equal([seen.types.size, seen.gaps.length > 0], [0, true], 'resources, and if it is told');
        sameSet(missingIn(whole, seen, asked, actions), [action], 'missing');
      });
    checks.say(`${actions.length} collections in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  } finally {
    await simulator.close();
  }
}

/** The smallest collection that asks for something by an action. */
function concerning(action: string): Asked {
  if (COST_PERMISSIONS.some((one) => one === action)) return { what: ['costs'] };
  if (METRIC_PERMISSIONS.some((one) => one === action)) return { what: ['inventory', 'metrics'] };
  if (ADVISOR_PERMISSIONS.some((one) => one === action)) return { what: ['inventory', 'recommendations'] };
  return { what: ['inventory'] };
}

/** Denied actions; and since Resource Graph leaves out what may not be read and says nothing, the right to each type that is gone. */
function missingIn(whole: Collected, seen: Collected, { what }: Asked, actions: readonly string[]): readonly string[] {
  const denied = deniedIn(seen);
  if (denied.length > 0) return denied;
  // Advice is no part of an inventory.
  const unasked: readonly string[] = what.includes('recommendations') ? [] : ADVISOR_PERMISSIONS;
  return [...whole.types]
    .filter(([type, count]) => (seen.types.get(type) ?? 0) < count)
    .map(([type]) => `${type}/read`)
    .filter((action) => actions.includes(action) && !unasked.includes(action));
}
