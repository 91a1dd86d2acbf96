import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../simulator/start.ts';
import { asAccount } from '../../simulator/test/clients.ts';
import { aws } from '../../src/clouds/aws/aws.ts';
import { leastPrivilegePolicy } from '../../src/clouds/aws/permissions.ts';
import { awsCollectors } from '../../src/clouds/aws/resources/index.ts';
import { environmentSecrets } from '../../src/clouds/secrets.ts';
import { createCollection } from '../../src/collect/create-collection.ts';
import { DEFAULT_SETTINGS } from '../../src/collect/parts.ts';
import { STARTING_RATES } from '../../src/collect/rates.ts';
import { systemSleep } from '../../src/collect/time.ts';
import type { Gap } from '../../src/model/gap.ts';
import { openStore } from '../../src/store/open.ts';
import { type Checks, equal, sameSet } from '../emulators/checks.ts';
import { type Proxy as AwsProxy, startProxy } from '../emulators/proxy/proxy.ts';

// The simulator has no quotas, and there are a collection to make for each action.
const FAST = 10_000;
const callsPerSecond = Object.fromEntries(Object.keys(STARTING_RATES).map((service) => [service, FAST]));

/** AWS answers the one to everybody, whatever a policy says; the other is asked by diagnoses, not by collections. */
const NEVER_MISSED: readonly string[] = ['sts:GetCallerIdentity', 'ce:ListCostAllocationTags'];

/** What only a second way to the same needs, and what IAM wants beside another action: without one of them, nothing is missing. */
const BESIDE = ['GetView', 'ListSupportedResourceTypes'].map((name) => `resource-explorer-2:${name}`);

/** The generated policy is enough for everything, and without any one of its actions something is missing. */
export async function checkLeastPrivilege(checks: Checks): Promise<void> {
  checks.section('Least privilege');
  const policy = leastPrivilegePolicy(awsCollectors, { others: true, costs: true, metrics: true });
  const actions = policy.Statement.flatMap(({ Action }) => Action);
  const begun = performance.now();
  const environment = { ...process.env };
  // So many that there is one of each type, which is asked for its details.
  const simulator = await startSimulator({ resources: 600 });
  // An S3 that doesn't tell where a bucket is, so that it must be asked.
  const proxy = await startProxy({
    target: simulator.url,
    after: ({ operation }, answer) =>
      operation === 'ListBuckets'
        ? { ...answer, body: Buffer.from(answer.body.toString().replace(/<BucketRegion>[^<]*<\/BucketRegion>/g, '')) }
        : answer,
  });
  try {
    await signInAsRole(simulator);
    await checks.check(`with its ${actions.length} actions nothing is denied`, async () => {
      simulator.faults.denyAllBut(actions);
      const gaps = await collectAll(proxy);
      equal(
        gaps.map(({ detail }) => detail),
        [],
        'gaps',
      );
    });
    await checks.check('what is denied to everything else is never asked', () => {
      const refused = simulator.calls().filter(({ status }) => status === 401 || status === 403);
      equal(refused, [], 'refused calls');
    });
    await checks.check('no action is granted by a pattern, and none that writes', () => {
      // API Gateway's actions are methods of HTTP, not operations.
      const reads = /^(apigateway:GET|[a-z0-9-]+:((Describe|Get|List|BatchGet)\w+|Search))$/;
      const others = actions.filter((action) => !reads.test(action));
      equal(others, [], 'others');
    });
    for (const action of actions.filter((one) => !NEVER_MISSED.includes(one) && !BESIDE.includes(one)))
      await checks.check(`without ${action}: denied is that, and nothing else`, async () => {
        simulator.faults.clear();
        simulator.faults.denyAllBut(actions.filter((one) => one !== action));
        const denied = (await collectAll(proxy)).filter(({ reason }) => reason === 'denied');
        sameSet([...new Set(denied.map(({ detail }) => detail.split(' ')[0] ?? ''))], [action], 'denied actions');
      });
    checks.say(`${actions.length} collections in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  } finally {
    process.env = environment;
    await proxy.stop();
    await simulator.close();
  }
}

/** As the role that the policy would be attached to, in the account that has something of everything. */
async function signInAsRole(simulator: Simulator): Promise<void> {
  const accounts = Map.groupBy(simulator.estate.resources, ({ account }) => account);
  const [largest] = [...accounts].sort(([, a], [, b]) => b.length - a.length);
  const { credentials } = await asAccount(simulator, largest?.[0] ?? '');
  process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey;
  process.env.AWS_SESSION_TOKEN = credentials.sessionToken;
}

/** Inventory, costs and metrics into a store that knows nothing yet; gives what was not seen. */
async function collectAll({ url }: AwsProxy): Promise<readonly Gap[]> {
  const home = mkdtempSync(join(tmpdir(), 'cloudoptima-least-privilege-'));
  const now = () => new Date();
  const store = await openStore({ home, organisation: 'default', now: now() });
  try {
    const { run } = createCollection({
      store,
      clouds: [aws],
      accounts: [{ cloud: 'aws', endpoint: url }],
      secrets: environmentSecrets({}),
      settings: { ...DEFAULT_SETTINGS, callsPerSecond },
      time: { now, sleep: systemSleep, random: Math.random },
      policy: async () => undefined,
    });
    const request = {
      organisation: 'default',
      clouds: ['aws' as const],
      what: ['inventory', 'costs', 'metrics'] as const,
    };
    const { accounts } = await run(request, { signal: new AbortController().signal, progress: () => {} });
    return accounts.flatMap(({ gaps }) => gaps);
  } finally {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
}
