import type { PipelineSummary } from '@aws-sdk/client-codepipeline';
import type { Scope } from '../../../model/scope.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsInLowerCase } from '../tags.ts';

const LISTING = 'codepipeline:ListPipelines';

/** The ARN has no word for what it is. */
const arnOf = ({ name }: PipelineSummary, scope: Scope): string => arn('codepipeline', scope, idOf(name, LISTING));

/** Delivery pipelines. The list has neither their ARNs nor their tags. */
export const codepipelinePipeline = defineAwsCollector({
  type: 'codepipeline:pipeline',
  kind: 'workflow',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'codepipeline:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<PipelineSummary>> {
    const { ListTagsForResourceCommand, paginateListPipelines } = await import('@aws-sdk/client-codepipeline');
    const client = await clients.client('codepipeline', scope.region);
    const pipelines = itemsOf(paginateListPipelines({ client, pageSize: 1000 }, {}), (page) => page.pipelines);
    yield* withTags(pipelines, async (pipeline) => {
      const input = { resourceArn: arnOf(pipeline, scope) };
      const load = () => client.send(new ListTagsForResourceCommand(input));
      const answer = await detail('codepipeline:ListTagsForResource', load);
      return answer && tagsInLowerCase(answer.tags);
    });
  },
  normalize({ item, tags }, scope) {
    return {
      id: arnOf(item, scope),
      name: item.name,
      createdAt: item.created?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
