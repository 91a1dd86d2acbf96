import type { PipelineDetail } from '../../estate/aws/delivery.ts';
import type { Estate } from '../../estate/estate.ts';
import { cborService } from '../protocols/cbor.ts';
import { jsonService, type RpcApi } from '../protocols/json.ts';
import type { AwsRequest, AwsService } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagListInLowerCase } from './tag-list.ts';

interface ListPipelinesInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

const api: RpcApi = {
  signingName: 'codepipeline',
  targetPrefix: 'CodePipeline_20150709',
  operations: {
    ListPipelines({ maxResults, nextToken }: ListPipelinesInput, request, estate) {
      const page = askedPage(pipelinesOf(request, estate), request, {
        question: 'ListPipelines',
        token: nextToken,
        size: maxResults,
        maximum: 1000,
        invalid: 'ValidationException',
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

const pipelinesOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<PipelineDetail>('codepipeline:pipeline', request, estate);
