import type { Tags } from '../../model/resource.ts';
import type { AwsClients } from './clients.ts';
import { tagsOf } from './tags.ts';

/** As many as one DescribeTags of either version of load balancing takes. */
export const TAGGED_AT_ONCE = 20;

/** The tags of load balancers or target groups by ARN. */
export async function tagsByArn(
  clients: AwsClients,
  region: string,
  ResourceArns: string[],
): Promise<ReadonlyMap<string, Tags>> {
  const { DescribeTagsCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const client = await clients.client('elbv2', region);
  const { TagDescriptions } = await client.send(new DescribeTagsCommand({ ResourceArns }));
  return new Map(TagDescriptions?.map(({ ResourceArn, Tags }) => [ResourceArn ?? '', tagsOf(Tags)]));
}

/** The tags of classic load balancers by name. */
export async function classicTagsByName(
  clients: AwsClients,
  region: string,
  LoadBalancerNames: string[],
): Promise<ReadonlyMap<string, Tags>> {
  const { DescribeTagsCommand } = await import('@aws-sdk/client-elastic-load-balancing');
  const client = await clients.client('elb', region);
  const { TagDescriptions } = await client.send(new DescribeTagsCommand({ LoadBalancerNames }));
  return new Map(TagDescriptions?.map(({ LoadBalancerName, Tags }) => [LoadBalancerName ?? '', tagsOf(Tags)]));
}

/** A list in parts of at most so many. */
export function* inPartsOf<T>(size: number, list: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
