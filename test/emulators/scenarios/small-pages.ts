import { everyPage, qualityOf, textOf } from '../answers.ts';
import { type Checks, equal, holds, sameSet } from '../checks.ts';
import type { Planted } from '../estate/planted.ts';
import { newProduct } from '../product.ts';
import { startProxy } from '../proxy/proxy.ts';
import { settingsFor } from '../settings.ts';

/** The list that each type comes from; two of them have no pages in AWS, and access keys come with their users. */
const LISTS: Readonly<Record<string, string>> = {
  'athena:datacatalog': 'tagging GetResources',
  'ec2:image': 'ec2 DescribeImages',
  'ec2:instance': 'ec2 DescribeInstances',
  'ec2:natgateway': 'ec2 DescribeNatGateways',
  'ec2:security-group': 'ec2 DescribeSecurityGroups',
  'ec2:snapshot': 'ec2 DescribeSnapshots',
  'ec2:subnet': 'ec2 DescribeSubnets',
  'ec2:volume': 'ec2 DescribeVolumes',
  'ec2:vpc': 'ec2 DescribeVpcs',
  'elasticloadbalancing:loadbalancer': 'elasticloadbalancing DescribeLoadBalancers',
  'elasticloadbalancing:targetgroup': 'elasticloadbalancing DescribeTargetGroups',
  'iam:access-key': 'iam ListUsers',
  'iam:role': 'iam ListRoles',
  'iam:user': 'iam ListUsers',
  'lambda:function': 'lambda ListFunctions',
  'rds:cluster': 'rds DescribeDBClusters',
  'rds:cluster-snapshot': 'rds DescribeDBClusterSnapshots',
  'rds:db': 'rds DescribeDBInstances',
  'rds:snapshot': 'rds DescribeDBSnapshots',
  's3:bucket': 's3 ListBuckets',
};

/** Every list in about three pages: the same estate. */
export async function checkSmallPages(checks: Checks, target: string, estate: readonly Planted[]): Promise<void> {
  checks.section('Every list in several pages');
  const proxy = await startProxy({ target, smallPages: true });
  const product = newProduct(settingsFor(proxy.url));
  try {
    const { code, seconds, stderr } = await product.run('collect', '--what', 'inventory', '--json');
    checks.say(`collected in ${seconds.toFixed(1)} s by ${proxy.calls.length} calls`);
    await checks.check('collect: complete', () => equal(code, 0, `exit code; ${stderr.slice(-500)}`));
    await product.session(async (ask) => {
      const { first, rows } = await everyPage(ask, 'search_resources', {}, 'resources');
      await checks.check('search_resources: complete', () => equal(qualityOf(first).gaps, [], 'gaps'));
      for (const type of [...new Set(estate.map((one) => one.type))].sort())
        await checks.check(`${type}: paged, and all there`, () => {
          const list = LISTS[type];
          const most = Math.max(
            ...[...proxy.pages()].map(([place, calls]) => (place.startsWith(`${list} `) ? calls : 0)),
          );
          if (list) holds(most > 1, `${list} came in one page everywhere`);
          const found = rows.filter((row) => row.resource_type === type).map((row) => textOf(row, 'resource_id'));
          sameSet(
            found,
            estate.filter((one) => one.type === type).map(({ id }) => id),
            type,
          );
        });
    });
  } finally {
    await proxy.stop();
    product.discard();
  }
}
