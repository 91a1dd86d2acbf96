import type { StateMachineListItem } from '@aws-sdk/client-sfn';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsInLowerCase } from '../tags.ts';

const LISTING = 'states:ListStateMachines';

/** State machines of Step Functions. The list has no tags. */
export const statesStateMachine = defineAwsCollector({
  type: 'states:stateMachine',
  kind: 'workflow',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'states:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<StateMachineListItem>> {
    const { ListTagsForResourceCommand, paginateListStateMachines } = await import('@aws-sdk/client-sfn');
    const client = await clients.client('states', scope.region);
    const pages = paginateListStateMachines({ client, pageSize: 1000 }, {});
    const machines = itemsOf(pages, ({ stateMachines }) => stateMachines);
    yield* withTags(machines, async ({ stateMachineArn }) => {
      const input = { resourceArn: idOf(stateMachineArn, LISTING) };
      const load = () => client.send(new ListTagsForResourceCommand(input));
      const answer = await detail('states:ListTagsForResource', load);
      return answer && tagsInLowerCase(answer.tags);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.stateMachineArn, LISTING),
      name: item.name,
      createdAt: item.creationDate?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
