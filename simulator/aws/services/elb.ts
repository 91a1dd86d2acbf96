import { type ClassicLoadBalancerDetail, classicLoadBalancerType } from '../../estate/aws/load-balancers.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type QueryCall, queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { AwsError } from '../service.ts';
import { loadBalancingPaging } from './load-balancing-paging.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

/** Classic load balancing, which shares its signing name with version 2 and differs by Version. */
export const elbService = queryService({
  signingName: 'elasticloadbalancing',
  version: '2012-06-01',
  namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/',
  operations: {
    DescribeLoadBalancers(call) {
      const names = call.list('LoadBalancerNames');
      const asked = names.length > 0 ? names.map((name) => balancerNamed(call, name)) : balancersOf(call);
      const { items, nextToken } = call.page(asked, loadBalancingPaging);
      return { LoadBalancerDescriptions: { member: items.map(balancerXml) }, NextMarker: nextToken };
    },
    DescribeTags(call) {
      const names = call.list('LoadBalancerNames');
      if (names.length > 20) {
        const message = `1 validation error detected: Value at 'loadBalancerNames' failed to satisfy constraint: Member must have length less than or equal to 20`;
        throw new AwsError('ValidationError', message);
      }
      return {
        TagDescriptions: {
          member: names.map((name) => ({
            LoadBalancerName: name,
            Tags: { member: tagList(balancerNamed(call, name).tags) },
          })),
        },
      };
    },
    DescribeInstanceHealth(call) {
      const { detail } = balancerNamed(call, call.required('LoadBalancerName'));
      return {
        InstanceStates: {
          member: detail.targets.map(({ instanceId, healthy }) => ({
            InstanceId: instanceId,
            State: healthy ? 'InService' : 'OutOfService',
            ReasonCode: healthy ? 'N/A' : 'Instance',
            Description: healthy
              ? 'N/A'
              : 'Instance has failed at least the UnhealthyThreshold number of health checks.',
          })),
        },
      };
    },
  },
});

const balancersOf = ({ estate, request }: QueryCall) =>
  plantedHere<ClassicLoadBalancerDetail>(classicLoadBalancerType, request, estate);

function balancerNamed(call: QueryCall, name: string): PlantedResource<ClassicLoadBalancerDetail> {
  const found = balancersOf(call).find((balancer) => balancer.name === name);
  if (!found) throw new AwsError('LoadBalancerNotFound', `There is no ACTIVE Load Balancer named '${name}'`);
  return found;
}

const balancerXml = ({ name, region, createdAt, detail }: PlantedResource<ClassicLoadBalancerDetail>): Xml => ({
  LoadBalancerName: name,
  DNSName: detail.dnsName,
  CanonicalHostedZoneName: detail.dnsName,
  ListenerDescriptions: {
    member: [{ Listener: { Protocol: 'HTTP', LoadBalancerPort: 80, InstanceProtocol: 'HTTP', InstancePort: 8080 } }],
  },
  AvailabilityZones: { member: [`${region}a`, `${region}b`] },
  VPCId: detail.vpcId,
  Instances: { member: detail.targets.map(({ instanceId }) => ({ InstanceId: instanceId })) },
  HealthCheck: { Target: 'HTTP:8080/', Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 10 },
  CreatedTime: createdAt,
  Scheme: detail.scheme,
});
