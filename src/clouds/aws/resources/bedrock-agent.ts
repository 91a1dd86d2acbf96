import type { AgentSummary } from '@aws-sdk/client-bedrock-agent';
import type { Scope } from '../../../model/scope.ts';
import { arn } from '../arn.ts';
import { bedrockState, withAgentTags } from '../bedrock.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged } from '../tagged.ts';

const LISTING = 'bedrock:ListAgents';

const arnOf = ({ agentId }: AgentSummary, scope: Scope): string =>
  arn('bedrock', scope, `agent/${idOf(agentId, LISTING)}`);

/** Agents of Bedrock. The list has neither their ARNs nor their tags. */
export const bedrockAgent = defineAwsCollector({
  type: 'bedrock:agent',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'bedrock:ListTagsForResource'],
  async *list(context): AsyncIterable<Tagged<AgentSummary>> {
    const { clients, scope } = context;
    const { paginateListAgents } = await import('@aws-sdk/client-bedrock-agent');
    const client = await clients.client('bedrockAgent', scope.region);
    const listed = itemsOf(paginateListAgents({ client, pageSize: 1000 }, {}), (page) => page.agentSummaries);
    yield* withAgentTags(context, listed, (item) => arnOf(item, scope));
  },
  normalize({ item, tags }, scope) {
    return {
      id: arnOf(item, scope),
      name: item.agentName,
      state: bedrockState(item.agentStatus),
      providerState: item.agentStatus,
      tags,
      attributes: {},
    };
  },
});
