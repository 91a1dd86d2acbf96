import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';

const LISTING = 'sqs:ListQueues';

/** SQS queues, which the list tells by their addresses alone. */
export const sqsQueue = defineAwsCollector({
  type: 'sqs:queue',
  kind: 'queue',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'sqs:ListQueueTags'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<string>> {
    const { ListQueueTagsCommand, paginateListQueues } = await import('@aws-sdk/client-sqs');
    const client = await clients.client('sqs', scope.region);
    // Without a size the list ends at a thousand, and tells of no more.
    const queues = itemsOf(paginateListQueues({ client, pageSize: 1000 }, {}), ({ QueueUrls }) => QueueUrls);
    yield* withTags(queues, async (QueueUrl) => {
      const answer = await detail('sqs:ListQueueTags', () => client.send(new ListQueueTagsCommand({ QueueUrl })));
      return answer && { ...answer.Tags };
    });
  },
  normalize({ item, tags }, scope) {
    // `https://sqs.eu-west-1.amazonaws.com/123456789012/orders`; the ARN has no word for what it is.
    const name = idOf(item.slice(item.lastIndexOf('/') + 1), LISTING);
    return { id: arn('sqs', scope, name), name, tags, attributes: {} };
  },
});
