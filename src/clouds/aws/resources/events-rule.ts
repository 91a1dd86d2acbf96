import type { EventBridgeClient, Rule } from '@aws-sdk/client-eventbridge';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, tokenPages, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  ENABLED: 'available',
  ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS: 'available',
  DISABLED: 'stopped',
};

const LISTING = 'events:ListEventBuses';
const MOST = 100;

/** The rules of every bus: without a bus the list has those of the account's own alone. */
async function* rulesOf(client: EventBridgeClient): AsyncIterable<Rule> {
  const { ListEventBusesCommand, ListRulesCommand } = await import('@aws-sdk/client-eventbridge');
  const askBuses = (NextToken: string | undefined) =>
    client.send(new ListEventBusesCommand({ Limit: MOST, NextToken }));
  const busPages = tokenPages(LISTING, askBuses, ({ NextToken }) => NextToken);
  for await (const { Name } of itemsOf(busPages, ({ EventBuses }) => EventBuses)) {
    const EventBusName = idOf(Name, LISTING);
    const askRules = (NextToken: string | undefined) =>
      client.send(new ListRulesCommand({ EventBusName, Limit: MOST, NextToken }));
    const pages = tokenPages('events:ListRules', askRules, ({ NextToken }) => NextToken);
    yield* itemsOf(pages, ({ Rules }) => Rules);
  }
}

/** Rules of EventBridge. The list has no tags. */
export const eventsRule = defineAwsCollector({
  type: 'events:rule',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'events:ListRules', 'events:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Rule>> {
    const { ListTagsForResourceCommand } = await import('@aws-sdk/client-eventbridge');
    const client = await clients.client('events', scope.region);
    yield* withTags(rulesOf(client), async ({ Arn }) => {
      const input = { ResourceARN: idOf(Arn, 'events:ListRules') };
      const load = () => client.send(new ListTagsForResourceCommand(input));
      const answer = await detail('events:ListTagsForResource', load);
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item, tags }) {
    const managedByProvider = Boolean(item.ManagedBy);
    return {
      id: idOf(item.Arn, 'events:ListRules'),
      name: item.Name,
      state: STATES[item.State ?? ''] ?? 'unknown',
      providerState: item.State,
      tags,
      // A service made it for itself, and nobody else may change it.
      taggable: managedByProvider ? false : undefined,
      flags: managedByProvider ? ['managed-by-provider'] : undefined,
      attributes: {},
    };
  },
});
