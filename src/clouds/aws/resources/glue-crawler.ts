import type { Crawler } from '@aws-sdk/client-glue';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';

interface CrawlerWithTags {
  readonly crawler: Crawler;
  readonly tags: Tags | undefined;
}

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
  async *list({ clients, scope, detail }): AsyncIterable<CrawlerWithTags> {
    const { GetTagsCommand, paginateGetCrawlers } = await import('@aws-sdk/client-glue');
    const client = await clients.client('glue', scope.region);
    async function* crawlers() {
      for await (const page of paginateGetCrawlers({ client, pageSize: 1000 }, {})) yield* page.Crawlers ?? [];
    }
    yield* parallel(crawlers(), 8, async (crawler) => {
      const asked = new GetTagsCommand({ ResourceArn: arn('glue', scope, `crawler/${idOf(crawler.Name, LISTING)}`) });
      const answer = await detail('glue:GetTags', () => client.send(asked));
      return { crawler, tags: answer && { ...answer.Tags } };
    });
  },
  normalize({ crawler, tags }, scope) {
    return {
      id: arn('glue', scope, `crawler/${idOf(crawler.Name, LISTING)}`),
      name: crawler.Name,
      state: STATES[crawler.State ?? ''] ?? 'unknown',
      providerState: crawler.State,
      createdAt: crawler.CreationTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
