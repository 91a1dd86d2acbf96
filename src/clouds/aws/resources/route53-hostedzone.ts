import type { HostedZone, Route53Client } from '@aws-sdk/client-route-53';
import type { Tags } from '../../../model/resource.ts';
import { type Partition, partitionOf } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { inPartsOf } from '../load-balancing-tags.ts';
import type { Tagged } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const LISTING = 'route53:ListHostedZones';

interface Zone extends Tagged<HostedZone> {
  /** The ARN has no region that would tell it. */
  readonly partition: Partition;
}

/** As many as one ListTagsForResources takes. */
const TAGGED_AT_ONCE = 10;

/** The list calls it `/hostedzone/Z1ABC`, everything else `Z1ABC`. */
const idIn = ({ Id }: HostedZone): string => idOf(Id?.replace(/^\/hostedzone\//, ''), LISTING);

async function tagsById(client: Route53Client, ResourceIds: string[]): Promise<ReadonlyMap<string, Tags>> {
  const { ListTagsForResourcesCommand } = await import('@aws-sdk/client-route-53');
  const input = { ResourceType: 'hostedzone', ResourceIds } as const;
  const { ResourceTagSets } = await client.send(new ListTagsForResourcesCommand(input));
  return new Map(ResourceTagSets?.map(({ ResourceId, Tags }) => [ResourceId ?? '', tagsOf(Tags)]));
}

/** Zones of Route 53, public and private, which have no region. The list has no tags. */
export const route53Hostedzone = defineAwsCollector({
  type: 'route53:hostedzone',
  kind: 'dns-zone',
  reach: 'global',
  taggable: true,
  permissions: [LISTING, 'route53:ListTagsForResources'],
  async *list({ clients, detail }): AsyncIterable<Zone> {
    const { paginateListHostedZones } = await import('@aws-sdk/client-route-53');
    const client = await clients.client('route53', clients.home);
    const partition = partitionOf(clients.home);
    for await (const { HostedZones = [] } of paginateListHostedZones({ client, pageSize: 100 }, {})) {
      for (const part of inPartsOf(TAGGED_AT_ONCE, HostedZones)) {
        const tags = await detail('route53:ListTagsForResources', () => tagsById(client, part.map(idIn)));
        yield* part.map((item) => ({ item, partition, tags: tags?.get(idIn(item)) }));
      }
    }
  },
  normalize({ item, partition, tags }) {
    return {
      // Route 53's ARNs name neither a region nor an account.
      id: `arn:${partition}:route53:::hostedzone/${idIn(item)}`,
      name: item.Name,
      tags,
      // Another service made it for itself and keeps it.
      flags: item.LinkedService ? ['managed-by-provider'] : undefined,
      attributes: {},
    };
  },
});
