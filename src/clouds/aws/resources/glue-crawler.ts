import type { Crawler } from '@aws-sdk/client-glue';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  READY: 'available',
  RUNNING: 'running',
  STOPPING: 'stopping',
};

const LISTING = 'glue:GetCrawlers';

/** What finds tables for the catalogue. The list has no tags. */
export const glueCrawler = defineAwsCollector({
  type: 'glue:crawler',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'glue:GetTags'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Crawler>> {
    const { GetTagsCommand, paginateGetCrawlers } = await import('@aws-sdk/client-glue');
    const client = await clients.client('glue', scope.region);
    const crawlers = itemsOf(paginateGetCrawlers({ client, pageSize: 1000 }, {}), ({ Crawlers }) => Crawlers);
    yield* withTags(crawlers, async (crawler) => {
      const asked = new GetTagsCommand({ ResourceArn: arn('glue', scope, `crawler/${idOf(crawler.Name, LISTING)}`) });
      const answer = await detail('glue:GetTags', () => client.send(asked));
      return answer && { ...answer.Tags };
    });
  },
  normalize({ item, tags }, scope) {
    return {
      id: arn('glue', scope, `crawler/${idOf(item.Name, LISTING)}`),
      name: item.Name,
      state: STATES[item.State ?? ''] ?? 'unknown',
      providerState: item.State,
      createdAt: item.CreationTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
