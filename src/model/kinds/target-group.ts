/** What a load balancer sends requests to. */
export interface TargetGroupAttributes {
  readonly targetType?: string;
  readonly protocol?: string;
  readonly port?: number;
  readonly networkId?: string;
  readonly loadBalancers?: readonly string[];
  readonly healthyTargets?: number;
  readonly unhealthyTargets?: number;
}
