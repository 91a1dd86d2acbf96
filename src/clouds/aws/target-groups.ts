import type { TargetGroup, TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsClients } from './clients.ts';
import { tokenPages } from './tagged.ts';

/** Of all the targets of one target group, or of several. */
export interface TargetHealth {
  readonly healthyTargets: number;
  readonly unhealthyTargets: number;
}

/** Every page of a region's target groups, asked once for the collectors of load balancers and of target groups. */
export async function* targetGroupPages(clients: AwsClients, region: string): AsyncIterable<readonly TargetGroup[]> {
  const { DescribeTargetGroupsCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const client = await clients.client('elbv2', region);
  const ask = (Marker: string | undefined) =>
    clients.once(`target groups ${region} ${Marker ?? ''}`, () =>
      client.send(new DescribeTargetGroupsCommand({ PageSize: 400, Marker })),
    );
  const pages = tokenPages('elasticloadbalancing:DescribeTargetGroups', ask, ({ NextMarker }) => NextMarker);
  for await (const page of pages) yield page.TargetGroups ?? [];
}

/** One call for each target group: there is none for several. Undefined when their health is not checked. */
export async function targetHealth(
  clients: AwsClients,
  region: string,
  TargetGroupArn: string,
): Promise<TargetHealth | undefined> {
  const { DescribeTargetHealthCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const client = await clients.client('elbv2', region);
  const answer = await clients.once(`target health ${TargetGroupArn}`, () =>
    client.send(new DescribeTargetHealthCommand({ TargetGroupArn })),
  );
  return countTargets(answer.TargetHealthDescriptions);
}

/** Those that are starting, draining or unused are neither healthy nor unhealthy. */
export function countTargets(targets: readonly TargetHealthDescription[] | undefined): TargetHealth | undefined {
  const states = targets?.map((target) => target.TargetHealth?.State);
  // Health checks are off, or load balancing itself cannot tell.
  if (!states || states.includes('unavailable') || states.includes(undefined)) return undefined;
  return {
    healthyTargets: states.filter((state) => state === 'healthy').length,
    unhealthyTargets: states.filter((state) => state === 'unhealthy' || state === 'unhealthy.draining').length,
  };
}

/** Undefined when that of any is. */
export function sumOfHealth(list: readonly (TargetHealth | undefined)[]): TargetHealth | undefined {
  const known = list.filter((health) => health !== undefined);
  if (known.length < list.length) return undefined;
  return {
    healthyTargets: known.reduce((sum, { healthyTargets }) => sum + healthyTargets, 0),
    unhealthyTargets: known.reduce((sum, { unhealthyTargets }) => sum + unhealthyTargets, 0),
  };
}
