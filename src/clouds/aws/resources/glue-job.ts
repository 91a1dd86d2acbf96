import type { Job } from '@aws-sdk/client-glue';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';

const LISTING = 'glue:GetJobs';

/** Jobs of Glue. The list has no tags. */
export const glueJob = defineAwsCollector({
  type: 'glue:job',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'glue:GetTags'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Job>> {
    const { GetTagsCommand, paginateGetJobs } = await import('@aws-sdk/client-glue');
    const client = await clients.client('glue', scope.region);
    const jobs = itemsOf(paginateGetJobs({ client, pageSize: 1000 }, {}), ({ Jobs }) => Jobs);
    yield* withTags(jobs, async (job) => {
      const asked = new GetTagsCommand({ ResourceArn: arn('glue', scope, `job/${idOf(job.Name, LISTING)}`) });
      const answer = await detail('glue:GetTags', () => client.send(asked));
      return answer && { ...answer.Tags };
    });
  },
  normalize({ item, tags }, scope) {
    return {
      id: arn('glue', scope, `job/${idOf(item.Name, LISTING)}`),
      name: item.Name,
      createdAt: item.CreatedOn?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
