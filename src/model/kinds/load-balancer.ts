/** A load balancer; health is counted over what its target groups, or it itself, point at. */
export interface LoadBalancerAttributes {
  readonly loadBalancerType?: 'application' | 'network' | 'gateway' | 'classic';
  readonly scheme?: string;
  readonly dnsName?: string;
  readonly networkId?: string;
  readonly availabilityZones?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly targetGroups?: readonly string[];
  readonly healthyTargets?: number;
  readonly unhealthyTargets?: number;
  readonly dataProcessedGib?: number;
}
