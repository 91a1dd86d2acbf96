import type { ResourceState } from '../../model/resource.ts';
import type { CollectContext } from '../collector.ts';
import type { AwsClients } from './clients.ts';
import { type Tagged, withTags } from './tagged.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  CREATING: 'pending',
  NOT_PREPARED: 'pending',
  PREPARING: 'pending',
  PREPARED: 'available',
  ACTIVE: 'available',
  READY: 'available',
  // These serve while they change.
  UPDATING: 'available',
  VERSIONING: 'available',
  DELETING: 'deleting',
  DELETE_UNSUCCESSFUL: 'failed',
  FAILED: 'failed',
};

/** The statuses of agents, knowledge bases and guardrails. */
export const bedrockState = (status: string | undefined): ResourceState => STATES[status ?? ''] ?? 'unknown';

/** The lists of agents and knowledge bases have no tags. */
export async function* withAgentTags<Item>(
  { clients, scope, detail }: CollectContext<AwsClients>,
  items: AsyncIterable<Item>,
  arnOf: (item: Item) => string,
): AsyncIterable<Tagged<Item>> {
  const { ListTagsForResourceCommand } = await import('@aws-sdk/client-bedrock-agent');
  const client = await clients.client('bedrockAgent', scope.region);
  yield* withTags(items, async (item) => {
    const input = { resourceArn: arnOf(item) };
    const load = () => client.send(new ListTagsForResourceCommand(input));
    const answer = await detail('bedrock:ListTagsForResource', load);
    return answer && { ...answer.tags };
  });
}
