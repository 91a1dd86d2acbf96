import type { AwsClients } from './clients.ts';
import { tokenPages } from './tagged.ts';

/** The ARNs of every cluster, page after page, asked once for the collectors of clusters and of services. */
export async function* ecsClusterPages(clients: AwsClients, region: string): AsyncIterable<readonly string[]> {
  const { ListClustersCommand } = await import('@aws-sdk/client-ecs');
  const client = await clients.client('ecs', region);
  const ask = (nextToken: string | undefined) =>
    clients.once(`ecs clusters ${region} ${nextToken ?? ''}`, () =>
      client.send(new ListClustersCommand({ maxResults: 100, nextToken })),
    );
  for await (const page of tokenPages('ecs:ListClusters', ask, ({ nextToken }) => nextToken))
    yield page.clusterArns ?? [];
}
