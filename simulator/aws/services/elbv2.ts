import {
  type LoadBalancerDetail,
  loadBalancerTypes,
  type TargetGroupDetail,
  targetGroupType,
} from '../../estate/aws/load-balancers.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type QueryCall, queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { AwsError } from '../service.ts';
import { loadBalancingPaging } from './load-balancing-paging.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

/** Application, network and gateway load balancers with their target groups. */
export const elbv2Service = queryService({
  signingName: 'elasticloadbalancing',
  version: '2015-12-01',
  namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  operations: {
    DescribeLoadBalancers(call) {
      const asked = chosen(call, balancersOf(call), 'LoadBalancerArns', loadBalancerNotFound);
      const { items, nextToken } = call.page(asked, loadBalancingPaging);
      return { LoadBalancers: { member: items.map(balancerXml) }, NextMarker: nextToken };
    },
    DescribeTargetGroups(call) {
      const balancer = call.param('LoadBalancerArn');
      if (balancer) findById(balancersOf(call), balancer, loadBalancerNotFound);
      const asked = chosen(call, groupsOf(call), 'TargetGroupArns', targetGroupNotFound).filter(
        ({ detail }) => !balancer || detail.loadBalancer === balancer,
      );
      const { items, nextToken } = call.page(asked, loadBalancingPaging);
      return { TargetGroups: { member: items.map(groupXml) }, NextMarker: nextToken };
    },
    DescribeTargetHealth(call) {
      const { detail } = findById(groupsOf(call), call.required('TargetGroupArn'), targetGroupNotFound);
      return {
        TargetHealthDescriptions: {
          member: detail.targets.map(({ instanceId, healthy }) => ({
            Target: { Id: instanceId, Port: detail.port },
            HealthCheckPort: String(detail.port),
            TargetHealth: healthOf(healthy, detail.loadBalancer !== undefined),
          })),
        },
      };
    },
    DescribeTags(call) {
      const arns = call.list('ResourceArns');
      if (arns.length > 20) throw new AwsError('ValidationError', 'Cannot have more than 20 resources described');
      return {
        TagDescriptions: {
          member: arns.map((arn) => ({ ResourceArn: arn, Tags: { member: tagList(taggedBy(call, arn)) } })),
        },
      };
    },
  },
});

const balancersOf = ({ estate, request }: QueryCall) =>
  Object.values(loadBalancerTypes).flatMap((type) => plantedHere<LoadBalancerDetail>(type, request, estate));

const groupsOf = ({ estate, request }: QueryCall) => plantedHere<TargetGroupDetail>(targetGroupType, request, estate);

const loadBalancerNotFound = (name: string) =>
  new AwsError('LoadBalancerNotFound', `Load balancers '[${name}]' not found`);
const targetGroupNotFound = (name: string) =>
  new AwsError('TargetGroupNotFound', `Target groups '[${name}]' not found`);

/** Those that are named by ARN or by name, or all. */
function chosen<Detail>(
  call: QueryCall,
  all: readonly PlantedResource<Detail>[],
  arnParameter: string,
  missing: (name: string) => AwsError,
): readonly PlantedResource<Detail>[] {
  const arns = call.list(arnParameter);
  const names = call.list('Names');
  if (arns.length > 0) return arns.map((arn) => findById(all, arn, missing));
  if (names.length === 0) return all;
  return names.map((name) => {
    const found = all.find((resource) => resource.name === name);
    if (!found) throw missing(name);
    return found;
  });
}

function findById<Detail>(
  all: readonly PlantedResource<Detail>[],
  arn: string,
  missing: (name: string) => AwsError,
): PlantedResource<Detail> {
  const found = all.find(({ id }) => id === arn);
  if (!found) throw missing(arn);
  return found;
}

function taggedBy(call: QueryCall, arn: string): Readonly<Record<string, string>> {
  if (arn.includes(':targetgroup/')) return findById(groupsOf(call), arn, targetGroupNotFound).tags;
  return findById(balancersOf(call), arn, loadBalancerNotFound).tags;
}

/** Nothing checks the health of targets that no load balancer sends to. */
function healthOf(healthy: boolean, used: boolean): Xml {
  if (!used) {
    const Description = 'Target group is not configured to receive traffic from the load balancer';
    return { State: 'unused', Reason: 'Target.NotInUse', Description };
  }
  if (healthy) return { State: 'healthy' };
  return { State: 'unhealthy', Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' };
}

const balancerXml = ({ id, name, region, createdAt, detail }: PlantedResource<LoadBalancerDetail>): Xml => ({
  LoadBalancerArn: id,
  // A gateway load balancer has neither a name in DNS nor a scheme.
  DNSName: detail.kind === 'gateway' ? undefined : detail.dnsName,
  CreatedTime: createdAt,
  LoadBalancerName: name,
  Scheme: detail.kind === 'gateway' ? undefined : detail.scheme,
  VpcId: detail.vpcId,
  State: { Code: 'active' },
  Type: detail.kind,
  AvailabilityZones: {
    member: ['a', 'b'].map((zone) => ({ ZoneName: `${region}${zone}`, SubnetId: `subnet-${zone}` })),
  },
  IpAddressType: 'ipv4',
});

const groupXml = ({ id, name, detail }: PlantedResource<TargetGroupDetail>): Xml => ({
  TargetGroupArn: id,
  TargetGroupName: name,
  Protocol: detail.protocol,
  Port: detail.port,
  VpcId: detail.vpcId,
  HealthCheckProtocol: detail.protocol === 'HTTP' ? 'HTTP' : 'TCP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: detail.protocol === 'HTTP' ? '/' : undefined,
  LoadBalancerArns: { member: detail.loadBalancer ? [detail.loadBalancer] : [] },
  TargetType: 'instance',
  IpAddressType: 'ipv4',
});
