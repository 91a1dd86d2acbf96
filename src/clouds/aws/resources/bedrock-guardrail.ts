import type { GuardrailSummary } from '@aws-sdk/client-bedrock';
import { bedrockState } from '../bedrock.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsInLowerCase } from '../tags.ts';

const LISTING = 'bedrock:ListGuardrails';

/** Guardrails of Bedrock, each once: the list tells of versions only to who asks for those of one. */
export const bedrockGuardrail = defineAwsCollector({
  type: 'bedrock:guardrail',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'bedrock:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<GuardrailSummary>> {
    const { ListTagsForResourceCommand, paginateListGuardrails } = await import('@aws-sdk/client-bedrock');
    const client = await clients.client('bedrock', scope.region);
    const guardrails = itemsOf(paginateListGuardrails({ client, pageSize: 1000 }, {}), (page) => page.guardrails);
    yield* withTags(guardrails, async ({ arn }) => {
      const input = { resourceARN: idOf(arn, LISTING) };
      const load = () => client.send(new ListTagsForResourceCommand(input));
      const answer = await detail('bedrock:ListTagsForResource', load);
      return answer && tagsInLowerCase(answer.tags);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.arn, LISTING),
      name: item.name,
      state: bedrockState(item.status),
      providerState: item.status,
      createdAt: item.createdAt?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
