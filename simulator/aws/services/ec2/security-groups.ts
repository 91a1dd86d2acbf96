import type { SecurityGroup } from '../../../estate/aws/security-groups.ts';
import { describe, tagSet } from './describe.ts';

export const describeSecurityGroups = describe<SecurityGroup>({
  type: 'ec2:security-group',
  set: 'securityGroupInfo',
  ids: 'GroupId',
  notFound: 'InvalidGroup.NotFound',
  idOf: ({ groupId }) => groupId,
  pages: { minimum: 5, maximum: 1000 },
  filters: {
    'group-id': ({ detail }) => detail.groupId,
    'group-name': ({ detail }) => detail.groupName,
    'vpc-id': ({ detail }) => detail.vpcId,
    'owner-id': ({ account }) => account,
  },
  among: ({ detail }, call) => {
    const names = call.list('GroupName');
    return names.length === 0 || names.includes(detail.groupName);
  },
  write: (groups) =>
    groups.map((resource) => {
      const { groupId, groupName, description, vpcId, inbound } = resource.detail;
      return {
        ownerId: resource.account,
        groupId,
        groupName,
        groupDescription: description,
        vpcId,
        securityGroupArn: resource.id,
        ipPermissions: {
          item: inbound.map(({ port, cidr }) => ({
            ipProtocol: 'tcp',
            fromPort: port,
            toPort: port,
            groups: {},
            ipRanges: { item: [{ cidrIp: cidr }] },
            ipv6Ranges: {},
            prefixListIds: {},
          })),
        },
        // A group lets everything out unless told otherwise.
        ipPermissionsEgress: { item: [{ ipProtocol: '-1', ipRanges: { item: [{ cidrIp: '0.0.0.0/0' }] } }] },
        tagSet: tagSet(resource),
      };
    }),
});
