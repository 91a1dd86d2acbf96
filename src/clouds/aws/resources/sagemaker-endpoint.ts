import type { EndpointSummary } from '@aws-sdk/client-sagemaker';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { sagemakerState, withSagemakerTags } from '../sagemaker.ts';
import { itemsOf, type Tagged } from '../tagged.ts';

const LISTING = 'sagemaker:ListEndpoints';

/** Endpoints that answer with a model's predictions. */
export const sagemakerEndpoint = defineAwsCollector({
  type: 'sagemaker:endpoint',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'sagemaker:ListTags'],
  async *list(context): AsyncIterable<Tagged<EndpointSummary>> {
    const { paginateListEndpoints } = await import('@aws-sdk/client-sagemaker');
    const client = await context.clients.client('sagemaker', context.scope.region);
    const listed = itemsOf(paginateListEndpoints({ client, pageSize: 100 }, {}), ({ Endpoints }) => Endpoints);
    yield* withSagemakerTags(context, listed, ({ EndpointArn }) => idOf(EndpointArn, LISTING));
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.EndpointArn, LISTING),
      name: item.EndpointName,
      state: sagemakerState(item.EndpointStatus),
      providerState: item.EndpointStatus,
      createdAt: item.CreationTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
