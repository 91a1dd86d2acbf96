import type { Topic } from '@aws-sdk/client-sns';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const LISTING = 'sns:ListTopics';

/** SNS topics. The list has pages of a hundred and no tags. */
export const snsTopic = defineAwsCollector({
  type: 'sns:topic',
  kind: 'topic',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'sns:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Topic>> {
    const { ListTagsForResourceCommand, paginateListTopics } = await import('@aws-sdk/client-sns');
    const client = await clients.client('sns', scope.region);
    const topics = itemsOf(paginateListTopics({ client }, {}), ({ Topics }) => Topics);
    yield* withTags(topics, async ({ TopicArn }) => {
      const input = { ResourceArn: idOf(TopicArn, LISTING) };
      const answer = await detail('sns:ListTagsForResource', () => client.send(new ListTagsForResourceCommand(input)));
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item, tags }) {
    const id = idOf(item.TopicArn, LISTING);
    return { id, name: id.slice(id.lastIndexOf(':') + 1), tags, attributes: {} };
  },
});
