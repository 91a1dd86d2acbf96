import { awsVariables } from '../../simulator/demo/settings/aws.ts';
import { startSimulator } from '../../simulator/start.ts';
import { aws } from '../../src/clouds/aws/aws.ts';
import { leastPrivilegePolicy } from '../../src/clouds/aws/permissions.ts';
import { awsCollectors } from '../../src/clouds/aws/resources/index.ts';
import { type Checks, equal, sameSet } from '../emulators/checks.ts';
import { startProxy } from '../emulators/proxy/proxy.ts';
import { concerning, entriesOf, organizationTrials, type Trial } from './aws-trials.ts';
import { type Asked, type Collected, collectAs, deniedIn } from './collect-as.ts';

const EVERYTHING: Asked = { what: ['inventory', 'costs', 'metrics'] };

/** AWS answers the one to everybody, whatever a policy says; the other is asked by diagnoses, not by collections. */
const NEVER_MISSED: readonly string[] = ['sts:GetCallerIdentity', 'ce:ListCostAllocationTags'];

/** What only a second way to the same needs, and what IAM wants beside another action: without one of them, nothing is missing. */
const BESIDE = ['GetView', 'ListSupportedResourceTypes'].map((name) => `resource-explorer-2:${name}`);

/** To become a role is granted to whoever asks, beside the role's policy. */
const SIGN_IN = ['sts:AssumeRole'];

/** The generated policy is enough for everything, and without any one of its actions something is missing. */
export async function checkAwsPolicy(checks: Checks): Promise<void> {
  checks.section('Least privilege in AWS');
  const policy = leastPrivilegePolicy(awsCollectors, { others: true, costs: true, metrics: true, organization: true });
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
  const entries = entriesOf(simulator, proxy.url);
  const collect = (granted: readonly string[], { accounts, asked }: Trial): Promise<Collected> => {
    simulator.faults.clear();
    simulator.faults.denyAllBut([...granted, ...SIGN_IN]);
    return collectAs({ cloud: aws, accounts }, asked);
  };
  try {
    // The payer's, which becomes the roles that the policy would be attached to.
    process.env = { ...environment, ...awsVariables({ url: proxy.url, ...simulator.credentials }) };
    delete process.env.AWS_SESSION_TOKEN;
    await checks.check(`with its ${actions.length} actions nothing is denied`, async () => {
      const everything = { accounts: [entries.largest], asked: EVERYTHING };
      for (const trial of [everything, ...Object.values(organizationTrials(entries))]) {
        const { gaps } = await collect(actions, trial);
        equal(
          gaps.map(({ detail }) => detail),
          [],
          'gaps',
        );
      }
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
        const granted = actions.filter((one) => one !== action);
        sameSet(deniedIn(await collect(granted, concerning(action, simulator, entries))), [action], 'denied actions');
      });
    checks.say(`${actions.length} collections in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  } finally {
    process.env = environment;
    await proxy.stop();
    await simulator.close();
  }
}
