import type { Service } from '@aws-sdk/client-ecs';
import type { ResourceState } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { ecsClusterPages } from '../ecs-clusters.ts';
import { ecsTags } from '../ecs-tags.ts';
import { gone } from '../gone.ts';
import { idOf } from '../id-of.ts';
import { inPartsOf } from '../load-balancing-tags.ts';
import { itemsOf, tokenPages } from '../tagged.ts';

interface ListedService {
  readonly arn: string;
  readonly service: Service | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  ACTIVE: 'running',
  DRAINING: 'stopping',
  INACTIVE: 'terminated',
};

const LISTING = 'ecs:ListServices';
const DESCRIBED_AT_ONCE = 10;

/** What keeps a number of tasks running in a cluster. They are listed cluster by cluster. */
export const ecsService = defineAwsCollector({
  type: 'ecs:service',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: ['ecs:ListClusters', LISTING, 'ecs:DescribeServices'],
  async *list({ clients, scope, detail }): AsyncIterable<ListedService> {
    const { DescribeServicesCommand, ListServicesCommand } = await import('@aws-sdk/client-ecs');
    const client = await clients.client('ecs', scope.region);
    const arnsIn = async (cluster: string): Promise<string[]> => {
      const ask = (nextToken: string | undefined) =>
        client.send(new ListServicesCommand({ cluster, maxResults: 100, nextToken })).catch(gone);
      const pages = tokenPages(LISTING, ask, (page) => page?.nextToken);
      const arns: string[] = [];
      for await (const arn of itemsOf(pages, (page) => page?.serviceArns)) arns.push(arn);
      return arns;
    };
    const servicesIn = async (cluster: string): Promise<ListedService[]> => {
      const services: ListedService[] = [];
      for (const arns of inPartsOf(DESCRIBED_AT_ONCE, await arnsIn(cluster))) {
        const asked = new DescribeServicesCommand({ cluster, services: [...arns], include: ['TAGS'] });
        const answer = await detail('ecs:DescribeServices', () => client.send(asked));
        const known = new Map(answer?.services?.map((service) => [service.serviceArn, service]));
        services.push(...arns.map((arn) => ({ arn, service: known.get(arn) })));
      }
      return services;
    };
    for await (const clusters of ecsClusterPages(clients, scope.region))
      for await (const services of parallel(clusters, 8, servicesIn)) yield* services;
  },
  normalize({ arn, service }) {
    const id = idOf(arn, LISTING);
    return {
      id,
      name: id.slice(id.lastIndexOf('/') + 1),
      ...(service ? { state: STATES[service.status ?? ''] ?? 'unknown' } : {}),
      providerState: service?.status,
      createdAt: service?.createdAt?.toISOString(),
      tags: service && ecsTags(service.tags),
      attributes: {},
    };
  },
});
