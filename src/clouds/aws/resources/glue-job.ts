import type { Job } from '@aws-sdk/client-glue';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';

interface JobWithTags {
  readonly job: Job;
  readonly tags: Tags | undefined;
}

const LISTING = 'glue:GetJobs';

/** Jobs of Glue. The list has no tags. */
export const glueJob = defineAwsCollector({
  type: 'glue:job',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'glue:GetTags'],
  async *list({ clients, scope, detail }): AsyncIterable<JobWithTags> {
    const { GetTagsCommand, paginateGetJobs } = await import('@aws-sdk/client-glue');
    const client = await clients.client('glue', scope.region);
    async function* jobs() {
      for await (const page of paginateGetJobs({ client, pageSize: 1000 }, {})) yield* page.Jobs ?? [];
    }
    yield* parallel(jobs(), 8, async (job) => {
      const asked = new GetTagsCommand({ ResourceArn: arn('glue', scope, `job/${idOf(job.Name, LISTING)}`) });
      const answer = await detail('glue:GetTags', () => client.send(asked));
      return { job, tags: answer && { ...answer.Tags } };
    });
  },
  normalize({ job, tags }, scope) {
    return {
      id: arn('glue', scope, `job/${idOf(job.Name, LISTING)}`),
      name: job.Name,
      createdAt: job.CreatedOn?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
