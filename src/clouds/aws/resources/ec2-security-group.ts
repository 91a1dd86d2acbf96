import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { own } from '../own.ts';
import { nameOf, tagsOf } from '../tags.ts';

/** As the console and the quota count them: one for each source or destination. */
const rulesIn = (permissions: readonly IpPermission[] | undefined): number | undefined =>
  permissions?.reduce(
    (count, { IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs }) =>
      [IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs].reduce((sum, list) => sum + (list?.length ?? 0), count),
    0,
  );

/** Security groups. */
export const ec2SecurityGroup = defineAwsCollector({
  type: 'ec2:security-group',
  kind: 'firewall',
  reach: 'regional',
  taggable: true,
  // Security groups cost nothing (https://aws.amazon.com/vpc/pricing).
  free: true,
  permissions: ['ec2:DescribeSecurityGroups'],
  async *list({ clients, scope }): AsyncIterable<SecurityGroup> {
    const { paginateDescribeSecurityGroups } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    const pages = paginateDescribeSecurityGroups({ client, pageSize: 1000 }, {});
    for await (const page of pages) yield* own(page.SecurityGroups, scope);
  },
  normalize(group, scope) {
    return {
      id: arn('ec2', scope, `security-group/${idOf(group.GroupId, 'ec2:DescribeSecurityGroups')}`),
      name: nameOf(group.Tags) ?? group.GroupName,
      tags: tagsOf(group.Tags),
      attributes: {
        networkId: group.VpcId,
        description: group.Description || undefined,
        inboundRules: rulesIn(group.IpPermissions),
        outboundRules: rulesIn(group.IpPermissionsEgress),
      },
    };
  },
});
