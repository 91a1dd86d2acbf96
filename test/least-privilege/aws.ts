import { type Simulator, startSimulator } from '../../simulator/start.ts';
import { asAccount } from '../../simulator/test/clients.ts';
import { aws } from '../../src/clouds/aws/aws.ts';
import { COST_PERMISSIONS } from '../../src/clouds/aws/costs.ts';
import { METRIC_PERMISSIONS } from '../../src/clouds/aws/metrics.ts';
import { OTHER_PERMISSIONS } from '../../src/clouds/aws/others.ts';
import { leastPrivilegePolicy } from '../../src/clouds/aws/permissions.ts';
import { awsCollectors } from '../../src/clouds/aws/resources/index.ts';
import { type Checks, equal, sameSet } from '../emulators/checks.ts';
import { startProxy } from '../emulators/proxy/proxy.ts';
import { type Asked, collectAs, deniedIn } from './collect-as.ts';

const EVERYTHING: Asked = { what: ['inventory', 'costs', 'metrics'] };

/** AWS answers the one to everybody, whatever a policy says; the other is asked by diagnoses, not by collections. */
const NEVER_MISSED: readonly string[] = ['sts:GetCallerIdentity', 'ce:ListCostAllocationTags'];

/** What only a second way to the same needs, and what IAM wants beside another action: without one of them, nothing is missing. */
const BESIDE = ['GetView', 'ListSupportedResourceTypes'].map((name) => `resource-explorer-2:${name}`);

/** The generated policy is enough for everything, and without any one of its actions something is missing. */
export async function checkAwsPolicy(checks: Checks): Promise<void> {
  checks.section('Least privilege in AWS');
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
  const everywhere = { cloud: aws, account: { cloud: 'aws' as const, endpoint: proxy.url } };
  try {
    await signInAsRole(simulator);
    await checks.check(`with its ${actions.length} actions nothing is denied`, async () => {
      simulator.faults.denyAllBut(actions);
      const { gaps } = await collectAs(everywhere, EVERYTHING);
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
        const { asked, regions } = concerning(action, simulator);
        const account = { ...everywhere.account, ...(regions && { regions }) };
        sameSet(deniedIn(await collectAs({ ...everywhere, account }, asked)), [action], 'denied actions');
      });
    checks.say(`${actions.length} collections in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  } finally {
    process.env = environment;
    await proxy.stop();
    await simulator.close();
  }
}

interface Concerning {
  readonly asked: Asked;
  readonly regions?: readonly string[];
}

const has = (list: readonly string[], action: string): boolean => list.includes(action);

/** The smallest collection that asks for something by an action: everything that declares it, where there is such a thing. */
function concerning(action: string, { estate }: Simulator): Concerning {
  // What has no collector is listed in whole inventories alone; one region has enough of it.
  if (has(OTHER_PERMISSIONS, action)) return { asked: { what: ['inventory'] }, regions: ['us-east-1'] };
  if (has(COST_PERMISSIONS, action)) return { asked: { what: ['costs'] } };
  const measured = ['ec2:instance'];
  if (has(METRIC_PERMISSIONS, action)) return { asked: { what: ['inventory', 'metrics'], resourceTypes: measured } };
  const types = awsCollectors.filter(({ permissions }) => has(permissions, action)).map(({ type }) => type);
  // Connecting takes what no type declares.
  const resourceTypes = types.length > 0 ? types : measured;
  const regions = new Set(estate.resources.filter(({ type }) => types.includes(type)).map(({ region }) => region));
  const regional = [...regions].filter((region) => region !== 'global');
  const everywhere = types.length === 0 || regional.length === 0;
  return { asked: { what: ['inventory'], resourceTypes }, ...(!everywhere && { regions: regional }) };
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
