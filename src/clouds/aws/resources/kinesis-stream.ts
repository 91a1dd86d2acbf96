import type { StreamSummary } from '@aws-sdk/client-kinesis';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

interface NamedStream {
  readonly name: string;
  /** Emulators tell the names alone. */
  readonly summary: StreamSummary | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  CREATING: 'pending',
  ACTIVE: 'available',
  UPDATING: 'available',
  DELETING: 'deleting',
};

const LISTING = 'kinesis:ListStreams';

/** Data streams. The list has no tags. */
export const kinesisStream = defineAwsCollector({
  type: 'kinesis:stream',
  kind: 'stream',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'kinesis:ListTagsForStream'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<NamedStream>> {
    const { ListTagsForStreamCommand, paginateListStreams } = await import('@aws-sdk/client-kinesis');
    const client = await clients.client('kinesis', scope.region);
    async function* streams(): AsyncIterable<NamedStream> {
      for await (const page of paginateListStreams({ client, pageSize: 10_000 }, {})) {
        const summaries = new Map(page.StreamSummaries?.map((summary) => [summary.StreamName, summary]));
        for (const name of page.StreamNames ?? []) yield { name, summary: summaries.get(name) };
      }
    }
    yield* withTags(streams(), async ({ name }) => {
      // A stream has 50 tags at most, and so many are a page.
      const asked = new ListTagsForStreamCommand({ StreamARN: arn('kinesis', scope, `stream/${name}`), Limit: 50 });
      const answer = await detail('kinesis:ListTagsForStream', () => client.send(asked));
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item: { name, summary }, tags }, scope) {
    return {
      id: arn('kinesis', scope, `stream/${idOf(name, LISTING)}`),
      name,
      ...(summary ? { state: STATES[summary.StreamStatus ?? ''] ?? 'unknown' } : {}),
      providerState: summary?.StreamStatus,
      createdAt: summary?.StreamCreationTimestamp?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
