import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nextMarker } from '../next-marker.ts';
import { tagsOf } from '../tags.ts';

interface NamedStream {
  readonly name: string;
  readonly tags: Tags | undefined;
}

const LISTING = 'firehose:ListDeliveryStreams';

/** Streams that deliver to a store. The list has only their names; five calls a second leave no time to describe each. */
export const firehoseDeliverystream = defineAwsCollector({
  type: 'firehose:deliverystream',
  kind: 'stream',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'firehose:ListTagsForDeliveryStream'],
  async *list({ clients, scope, detail }): AsyncIterable<NamedStream> {
    const { ListDeliveryStreamsCommand, ListTagsForDeliveryStreamCommand } = await import('@aws-sdk/client-firehose');
    const client = await clients.client('firehose', scope.region);
    async function* names() {
      let last: string | undefined;
      do {
        const asked = { Limit: 10_000, ExclusiveStartDeliveryStreamName: last };
        const page = await client.send(new ListDeliveryStreamsCommand(asked));
        yield* page.DeliveryStreamNames ?? [];
        const next = page.HasMoreDeliveryStreams ? page.DeliveryStreamNames?.at(-1) : undefined;
        last = nextMarker(next, last, LISTING);
      } while (last);
    }
    yield* parallel(names(), 8, async (name) => {
      // A stream has 50 tags at most, and so many are a page.
      const asked = new ListTagsForDeliveryStreamCommand({ DeliveryStreamName: name, Limit: 50 });
      const answer = await detail('firehose:ListTagsForDeliveryStream', () => client.send(asked));
      return { name, tags: answer && tagsOf(answer.Tags) };
    });
  },
  normalize({ name, tags }, scope) {
    return { id: arn('firehose', scope, `deliverystream/${idOf(name, LISTING)}`), name, tags, attributes: {} };
  },
});
