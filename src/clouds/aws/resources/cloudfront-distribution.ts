import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const LISTING = 'cloudfront:ListDistributions';

/** One that is switched off stays, and serves nobody. */
function stateOf({ Status, Enabled }: DistributionSummary): ResourceState {
  if (Status === 'InProgress') return 'pending';
  if (Status !== 'Deployed') return 'unknown';
  return Enabled === false ? 'stopped' : 'available';
}

/** CloudFront distributions, which have no region. The list has no tags. */
export const cloudfrontDistribution = defineAwsCollector({
  type: 'cloudfront:distribution',
  kind: 'distribution',
  reach: 'global',
  taggable: true,
  permissions: [LISTING, 'cloudfront:ListTagsForResource'],
  async *list({ clients, detail }): AsyncIterable<Tagged<DistributionSummary>> {
    const { ListTagsForResourceCommand, paginateListDistributions } = await import('@aws-sdk/client-cloudfront');
    const client = await clients.client('cloudfront', clients.home);
    const pages = paginateListDistributions({ client, pageSize: 100 }, {});
    const distributions = itemsOf(pages, ({ DistributionList }) => DistributionList?.Items);
    yield* withTags(distributions, async ({ ARN }) => {
      const input = { Resource: idOf(ARN, LISTING) };
      const load = () => client.send(new ListTagsForResourceCommand(input));
      const answer = await detail('cloudfront:ListTagsForResource', load);
      return answer && tagsOf(answer.Tags?.Items);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.ARN, LISTING),
      // The name that its visitors know, where it has one of its own.
      name: item.Aliases?.Items?.[0] ?? item.DomainName,
      state: stateOf(item),
      providerState: item.Status,
      tags,
      attributes: {},
    };
  },
});
