import type { AutoScalingGroupDetail } from '../../estate/aws/operations.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

const paging = {
  token: 'NextToken',
  size: 'MaxRecords',
  minimum: 1,
  maximum: 100,
  default: 50,
  invalidToken: 'InvalidNextToken',
  invalidSize: 'ValidationError',
};

/** Auto Scaling: groups with their tags. */
export const autoscalingService = queryService({
  signingName: 'autoscaling',
  version: '2011-01-01',
  namespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
  operations: {
    DescribeAutoScalingGroups(call) {
      const groups = plantedHere<AutoScalingGroupDetail>('autoscaling:autoScalingGroup', call.request, call.estate);
      const { items, nextToken } = call.page(groups, paging);
      return { AutoScalingGroups: { member: items.map(groupXml) }, NextToken: nextToken };
    },
  },
});

const groupXml = ({ id, name, createdAt, region, tags, detail }: PlantedResource<AutoScalingGroupDetail>): Xml => ({
  AutoScalingGroupName: name,
  AutoScalingGroupARN: id,
  LaunchTemplate: { LaunchTemplateId: detail.launchTemplate, Version: '$Latest' },
  MinSize: detail.minimum,
  MaxSize: detail.maximum,
  DesiredCapacity: detail.desired,
  DefaultCooldown: 300,
  AvailabilityZones: { member: ['a', 'b'].map((zone) => `${region}${zone}`) },
  HealthCheckType: 'EC2',
  CreatedTime: createdAt,
  Tags: {
    member: tagList(tags).map((tag) => ({
      ...{ ResourceId: name, ResourceType: 'auto-scaling-group', ...tag, PropagateAtLaunch: true },
    })),
  },
});
