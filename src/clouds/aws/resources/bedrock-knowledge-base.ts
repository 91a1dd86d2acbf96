import type { KnowledgeBaseSummary } from '@aws-sdk/client-bedrock-agent';
import type { Scope } from '../../../model/scope.ts';
import { arn } from '../arn.ts';
import { bedrockState, withAgentTags } from '../bedrock.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged } from '../tagged.ts';

const LISTING = 'bedrock:ListKnowledgeBases';

const arnOf = ({ knowledgeBaseId }: KnowledgeBaseSummary, scope: Scope): string =>
  arn('bedrock', scope, `knowledge-base/${idOf(knowledgeBaseId, LISTING)}`);

/** Knowledge bases of Bedrock. The list has neither their ARNs nor their tags. */
export const bedrockKnowledgeBase = defineAwsCollector({
  type: 'bedrock:knowledge-base',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'bedrock:ListTagsForResource'],
  async *list(context): AsyncIterable<Tagged<KnowledgeBaseSummary>> {
    const { clients, scope } = context;
    const { paginateListKnowledgeBases } = await import('@aws-sdk/client-bedrock-agent');
    const client = await clients.client('bedrockAgent', scope.region);
    const listed = itemsOf(
      paginateListKnowledgeBases({ client, pageSize: 1000 }, {}),
      (page) => page.knowledgeBaseSummaries,
    );
    yield* withAgentTags(context, listed, (item) => arnOf(item, scope));
  },
  normalize({ item, tags }, scope) {
    return {
      id: arnOf(item, scope),
      name: item.name,
      state: bedrockState(item.status),
      providerState: item.status,
      tags,
      attributes: {},
    };
  },
});
