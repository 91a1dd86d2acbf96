import type { BedrockDetail } from '../../estate/aws/machine-learning.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { AwsError } from '../service.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagListInLowerCase } from './tag-list.ts';

/**
 * Two APIs of one name: that of Bedrock has guardrails, that of its agents has these and knowledge bases. Each tells the tags
 * of its own, in a form of its own.
 */
export const bedrockService = restJsonService({
  signingName: 'bedrock',
  protocol: 'rest-json',
  iamAction: (operation) => `bedrock:${operation}`,
  routes: [
    { operation: 'ListGuardrails', method: 'GET', path: '/guardrails', answer: listGuardrails },
    { operation: 'ListTagsForResource', method: 'POST', path: '/listTagsForResource', answer: tagsOfGuardrail },
    { operation: 'ListAgents', method: 'POST', path: '/agents', answer: listAgents },
    { operation: 'ListKnowledgeBases', method: 'POST', path: '/knowledgebases', answer: listKnowledgeBases },
    { operation: 'ListTagsForResource', method: 'GET', path: '/tags/{resourceArn}', answer: tagsOfOthers },
  ],
});

type What = 'agent' | 'knowledge-base' | 'guardrail';

const of = ({ request, estate }: RestCall, what: What) =>
  plantedHere<BedrockDetail>(`bedrock:${what}`, request, estate);

interface Asked {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

function bodyOf<Body>({ request }: RestCall): Partial<Body> {
  if (request.body.length === 0) return {};
  try {
    return JSON.parse(Buffer.from(request.body).toString());
  } catch {
    throw new AwsError('ValidationException', 'The body is not JSON');
  }
}

const pageOf = (call: RestCall, what: What, { maxResults, nextToken }: Asked) =>
  askedPage(of(call, what), call.request, {
    question: what,
    token: nextToken,
    size: maxResults,
    maximum: 1000,
    usual: 100,
    invalid: 'ValidationException',
  });

function listAgents(call: RestCall): object {
  const page = pageOf(call, 'agent', bodyOf<Asked>(call));
  const summary = ({ name, createdAt, detail }: PlantedResource<BedrockDetail>) => ({
    ...{ agentId: detail.shortId, agentName: name, agentStatus: detail.status, updatedAt: createdAt.toISOString() },
  });
  return { agentSummaries: page.items.map(summary), nextToken: page.nextToken };
}

function listKnowledgeBases(call: RestCall): object {
  const page = pageOf(call, 'knowledge-base', bodyOf<Asked>(call));
  const summary = ({ name, createdAt, detail }: PlantedResource<BedrockDetail>) => ({
    ...{ knowledgeBaseId: detail.shortId, name, status: detail.status, updatedAt: createdAt.toISOString() },
  });
  return { knowledgeBaseSummaries: page.items.map(summary), nextToken: page.nextToken };
}

function listGuardrails(call: RestCall): object {
  const { query } = call.request;
  const asked = { maxResults: numberIn(query, 'maxResults'), nextToken: query.get('nextToken') ?? undefined };
  const page = pageOf(call, 'guardrail', asked);
  const summary = ({ id, name, createdAt, detail }: PlantedResource<BedrockDetail>) => ({
    ...{ id: detail.shortId, arn: id, status: detail.status, name, version: 'DRAFT' },
    ...{ createdAt: createdAt.toISOString(), updatedAt: createdAt.toISOString() },
  });
  return { guardrails: page.items.map(summary), nextToken: page.nextToken };
}

function tagsOfGuardrail(call: RestCall): object {
  const { resourceARN = '' } = bodyOf<{ readonly resourceARN: string }>(call);
  const found = foundIn(of(call, 'guardrail'), resourceARN, 'ResourceNotFoundException', 404);
  return { tags: tagListInLowerCase(found.tags) };
}

function tagsOfOthers(call: RestCall): object {
  const all = [...of(call, 'agent'), ...of(call, 'knowledge-base')];
  return { tags: foundIn(all, call.labels.resourceArn ?? '', 'ResourceNotFoundException', 404).tags };
}
