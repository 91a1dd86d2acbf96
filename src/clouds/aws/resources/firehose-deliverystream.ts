import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, tokenPages, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const LISTING = 'firehose:ListDeliveryStreams';

/** Streams that deliver to a store. The list has only their names; five calls a second leave no time to describe each. */
export const firehoseDeliverystream = defineAwsCollector({
  type: 'firehose:deliverystream',
  kind: 'stream',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'firehose:ListTagsForDeliveryStream'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<string>> {
    const { ListDeliveryStreamsCommand, ListTagsForDeliveryStreamCommand } = await import('@aws-sdk/client-firehose');
    const client = await clients.client('firehose', scope.region);
    const ask = (ExclusiveStartDeliveryStreamName: string | undefined) =>
      client.send(new ListDeliveryStreamsCommand({ Limit: 10_000, ExclusiveStartDeliveryStreamName }));
    const pages = tokenPages(LISTING, ask, ({ HasMoreDeliveryStreams, DeliveryStreamNames }) =>
      HasMoreDeliveryStreams ? DeliveryStreamNames?.at(-1) : undefined,
    );
    const names = itemsOf(pages, ({ DeliveryStreamNames }) => DeliveryStreamNames);
    yield* withTags(names, async (DeliveryStreamName) => {
      // A stream has 50 tags at most, and so many are a page.
      const asked = new ListTagsForDeliveryStreamCommand({ DeliveryStreamName, Limit: 50 });
      const answer = await detail('firehose:ListTagsForDeliveryStream', () => client.send(asked));
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item, tags }, scope) {
    return { id: arn('firehose', scope, `deliverystream/${idOf(item, LISTING)}`), name: item, tags, attributes: {} };
  },
});
