import type { AwsClients } from './clients.ts';
import { itemsOf, tokenPages } from './tagged.ts';

/** The name of every cluster, asked once for the collectors of clusters and of groups of nodes. */
export async function* eksClusterNames(clients: AwsClients, region: string): AsyncIterable<string> {
  const { ListClustersCommand } = await import('@aws-sdk/client-eks');
  const client = await clients.client('eks', region);
  const ask = (nextToken: string | undefined) =>
    clients.once(`eks clusters ${region} ${nextToken ?? ''}`, () =>
      client.send(new ListClustersCommand({ maxResults: 100, nextToken })),
    );
  const pages = tokenPages('eks:ListClusters', ask, ({ nextToken }) => nextToken);
  yield* itemsOf(pages, ({ clusters }) => clusters);
}
