import type { AwsClients } from './clients.ts';
import { nextMarker } from './next-marker.ts';

/** The name of every cluster, asked once for the collectors of clusters and of groups of nodes. */
export async function* eksClusterNames(clients: AwsClients, region: string): AsyncIterable<string> {
  const { ListClustersCommand } = await import('@aws-sdk/client-eks');
  const client = await clients.client('eks', region);
  let token: string | undefined;
  do {
    const nextToken = token;
    const page = await clients.once(`eks clusters ${region} ${nextToken ?? ''}`, () =>
      client.send(new ListClustersCommand({ maxResults: 100, nextToken })),
    );
    yield* page.clusters ?? [];
    token = nextMarker(page.nextToken, nextToken, 'eks:ListClusters');
  } while (token);
}
