import type { PipelineDetail } from '../../estate/aws/delivery.ts';
import type { Estate } from '../../estate/estate.ts';
import { cborService } from '../protocols/cbor.ts';
import { jsonService, type RpcApi } from '../protocols/json.ts';
import type { AwsRequest, AwsService } from '../service.ts';
import { foundIn, listPage, tagListInLowerCase } from './listing.ts';

interface ListPipelinesInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

const api: RpcApi = {
  signingName: 'codepipeline',
  targetPrefix: 'CodePipeline_20150709',
  operations: {
    ListPipelines({ maxResults, nextToken }: ListPipelinesInput, request, estate) {
      const page = listPage(pipelinesOf(request, estate), request, {
        ...{ token: nextToken, size: maxResults, usual: 1000, most: 1000, question: 'ListPipelines' },
        invalidToken: 'InvalidNextTokenException',
      });
      const pipelines = page.items.map(({ name, createdAt, detail }) => ({
        ...{ name, version: detail.version, pipelineType: 'V2', created: createdAt, updated: createdAt },
      }));
      return { pipelines, nextToken: page.nextToken };
    },
    ListTagsForResource({ resourceArn }: { readonly resourceArn: string }, request, estate) {
      const found = foundIn(pipelinesOf(request, estate), resourceArn, 'ResourceNotFoundException');
      return { tags: tagListInLowerCase(found.tags) };
    },
  },
};

/** CodePipeline: pipelines, and the tags of each. */
export const codepipelineServices: readonly AwsService[] = [jsonService({ ...api, version: '1.1' }), cborService(api)];

const pipelinesOf = ({ account, region }: AwsRequest, estate: Estate) =>
  estate.of<PipelineDetail>('codepipeline:pipeline', account, region);
