import type { AwsClients } from './clients.ts';
import { nextMarker } from './next-marker.ts';

/** The ARNs of every cluster, page after page, asked once for the collectors of clusters and of services. */
export async function* ecsClusterPages(clients: AwsClients, region: string): AsyncIterable<readonly string[]> {
  const { ListClustersCommand } = await import('@aws-sdk/client-ecs');
  const client = await clients.client('ecs', region);
  let token: string | undefined;
  do {
    const nextToken = token;
    const page = await clients.once(`ecs clusters ${region} ${nextToken ?? ''}`, () =>
      client.send(new ListClustersCommand({ maxResults: 100, nextToken })),
    );
    yield page.clusterArns ?? [];
    token = nextMarker(page.nextToken, nextToken, 'ecs:ListClusters');
  } while (token);
}
