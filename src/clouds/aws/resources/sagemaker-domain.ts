import type { DomainDetails } from '@aws-sdk/client-sagemaker';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { sagemakerState, withSagemakerTags } from '../sagemaker.ts';
import { itemsOf, type Tagged } from '../tagged.ts';

const LISTING = 'sagemaker:ListDomains';

/** Domains of SageMaker Studio. */
export const sagemakerDomain = defineAwsCollector({
  type: 'sagemaker:domain',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'sagemaker:ListTags'],
  async *list(context): AsyncIterable<Tagged<DomainDetails>> {
    const { paginateListDomains } = await import('@aws-sdk/client-sagemaker');
    const client = await context.clients.client('sagemaker', context.scope.region);
    const listed = itemsOf(paginateListDomains({ client, pageSize: 100 }, {}), ({ Domains }) => Domains);
    yield* withSagemakerTags(context, listed, ({ DomainArn }) => idOf(DomainArn, LISTING));
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.DomainArn, LISTING),
      name: item.DomainName,
      state: sagemakerState(item.Status),
      providerState: item.Status,
      createdAt: item.CreationTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
