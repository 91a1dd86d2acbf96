import { qualityOf, rowsOf, textOf } from '../answers.ts';
import { type Checks, equal, holds, sameSet } from '../checks.ts';
import { DATA_CATALOG } from '../estate/data-catalogs.ts';
import { newProduct } from '../product.ts';
import { startProxy } from '../proxy/proxy.ts';

/** What lists each type, and so what is missing. */
const LISTING: Readonly<Record<string, string>> = {
  'acm:certificate': 'acm:ListCertificates',
  'apigateway:apis': 'apigateway:GET',
  'apigateway:restapis': 'apigateway:GET',
  'athena:datacatalog': 'tag:GetResources',
  'bedrock:agent': 'bedrock:ListAgents',
  'bedrock:guardrail': 'bedrock:ListGuardrails',
  'bedrock:knowledge-base': 'bedrock:ListKnowledgeBases',
  'cloudfront:distribution': 'cloudfront:ListDistributions',
  'cloudwatch:alarm': 'cloudwatch:DescribeAlarms',
  'codebuild:project': 'codebuild:ListProjects',
  'codepipeline:pipeline': 'codepipeline:ListPipelines',
  'cognito-idp:userpool': 'cognito-idp:ListUserPools',
  'ec2:elastic-ip': 'ec2:DescribeAddresses',
  'ec2:image': 'ec2:DescribeImages',
  'ec2:instance': 'ec2:DescribeInstances',
  'ec2:natgateway': 'ec2:DescribeNatGateways',
  'ec2:security-group': 'ec2:DescribeSecurityGroups',
  'ec2:snapshot': 'ec2:DescribeSnapshots',
  'ec2:subnet': 'ec2:DescribeSubnets',
  'ec2:volume': 'ec2:DescribeVolumes',
  'ec2:vpc': 'ec2:DescribeVpcs',
  'ec2:vpn-gateway': 'ec2:DescribeVpnGateways',
  'elasticloadbalancing:loadbalancer': 'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:targetgroup': 'elasticloadbalancing:DescribeTargetGroups',
  'events:rule': 'events:ListEventBuses',
  'iam:access-key': 'iam:ListUsers',
  'iam:role': 'iam:ListRoles',
  'iam:user': 'iam:ListUsers',
  'kms:key': 'kms:ListKeys',
  'lambda:function': 'lambda:ListFunctions',
  'logs:log-group': 'logs:DescribeLogGroups',
  'rds:cluster': 'rds:DescribeDBClusters',
  'rds:cluster-snapshot': 'rds:DescribeDBClusterSnapshots',
  'rds:db': 'rds:DescribeDBInstances',
  'rds:snapshot': 'rds:DescribeDBSnapshots',
  'route53:hostedzone': 'route53:ListHostedZones',
  's3:bucket': 's3:ListAllMyBuckets',
  'sagemaker:domain': 'sagemaker:ListDomains',
  'sagemaker:endpoint': 'sagemaker:ListEndpoints',
  'sagemaker:notebook-instance': 'sagemaker:ListNotebookInstances',
  'secretsmanager:secret': 'secretsmanager:ListSecrets',
  'sns:topic': 'sns:ListTopics',
  'sqs:queue': 'sqs:ListQueues',
  'states:stateMachine': 'states:ListStateMachines',
};

const ALLOWED = ['DescribeRegions', 'GetCallerIdentity'];

/** Nothing may be read. Started with no configuration: the environment names the endpoint, every region is asked. */
export async function checkDenied(checks: Checks, target: string, types: readonly string[]): Promise<void> {
  checks.section('Everything denied but DescribeRegions and GetCallerIdentity');
  const proxy = await startProxy({ target, rule: ({ operation }) => (ALLOWED.includes(operation) ? 'pass' : 'deny') });
  const product = newProduct(undefined, { AWS_ENDPOINT_URL: proxy.url });
  try {
    const { code, seconds, stderr } = await product.run('collect', '--what', 'all', '--json');
    checks.say(`collected in ${seconds.toFixed(1)} s by ${proxy.calls.length} calls`);
    await checks.check('collect: fails, with no stack trace', () => {
      equal(code, 1, 'exit code');
      holds(!/\n\s+at /.test(stderr), stderr.slice(0, 500));
    });
    await checks.check('the test knows what lists each type', () => {
      const unlisted = types.filter((type) => !LISTING[type]);
      equal(unlisted, [], 'not known');
    });
    const compliance = await product.call('check_tag_compliance');
    await checks.check('check_tag_compliance: empty, and no score', () => {
      equal(qualityOf(compliance).status, 'empty', 'status');
      equal(compliance.compliance_score, null, 'score');
      holds(/no figure|could not be read/.test(qualityOf(compliance).note), qualityOf(compliance).note);
    });
    // Of a type without a collector nobody has heard before the first of them is seen.
    for (const type of types.filter((one) => one !== DATA_CATALOG))
      await checks.check(`${type}: denied, with the permission that is missing`, async () => {
        // By itself: an answer's gaps are bounded, and all types together are more.
        const { gaps } = qualityOf(await product.call('check_tag_compliance', { resource_types: [type] }));
        holds(gaps.length > 0, 'no gap');
        sameSet([...new Set(gaps.map(({ reason }) => reason))], ['denied'], 'reasons');
        holds(
          gaps.every(({ detail }) => detail.startsWith(`${LISTING[type]} was denied`)),
          gaps.map(({ detail }) => detail).join('; '),
        );
      });
    for (const tool of ['find_untagged_resources', 'search_resources'])
      await checks.check(`${tool}: empty`, async () => {
        const answer = await product.call(tool);
        equal(qualityOf(answer).status, 'empty', 'status');
        equal(rowsOf(answer, 'resources'), [], 'resources');
      });
    await checks.check('list_accounts: names the missing permissions', async () => {
      const [account] = rowsOf(await product.call('list_accounts'), 'accounts');
      const missing = account?.missing_permissions as string[];
      const lacking = [...new Set(Object.values(LISTING))].filter((action) => !missing.includes(action));
      equal(lacking, [], 'not named');
    });
    await checks.check('get_collection_status: failed', async () => {
      const status = await product.call('get_collection_status');
      const { last } = status as { last: { status: string } };
      equal(last.status, 'failed', 'status');
    });
    await checks.check('query_costs: no amount', async () => {
      const answer = await product.call('query_costs');
      equal(qualityOf(answer).status, 'empty', 'status');
      holds(!/"amount":"/.test(JSON.stringify(answer)), textOf(answer, 'total'));
    });
  } finally {
    await proxy.stop();
    product.discard();
  }
}
