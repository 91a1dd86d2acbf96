import type { KinesisStreamDetail } from '../../estate/aws/streams.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagPage } from './tag-list.ts';

interface ListInput {
  readonly NextToken?: string;
  readonly Limit?: number;
}

interface TagsInput {
  readonly StreamARN?: string;
  readonly ExclusiveStartTagKey?: string;
  readonly Limit?: number;
}

/** Kinesis: streams, and their tags one by one. */
export const kinesisService = jsonService({
  signingName: 'kinesis',
  targetPrefix: 'Kinesis_20131202',
  version: '1.1',
  operations: {
    ListStreams({ NextToken, Limit }: ListInput, request, estate) {
      if (Limit !== undefined && Limit > 10_000)
        throw new AwsError('InvalidArgumentException', 'Limit must be between 1 and 10000.');
      const page = askedPage(streamsOf(request, estate), request, {
        question: 'ListStreams',
        token: NextToken,
        // Whoever asks for more is given so many.
        size: Limit && Math.min(Limit, 100),
        maximum: 100,
        invalid: 'InvalidArgumentException',
      });
      return {
        StreamNames: page.items.map(({ name }) => name),
        HasMoreStreams: page.nextToken !== undefined,
        NextToken: page.nextToken,
        StreamSummaries: page.items.map(summaryOf),
      };
    },
    ListTagsForStream({ StreamARN, ExclusiveStartTagKey, Limit = 50 }: TagsInput, request, estate) {
      if (Limit < 1 || Limit > 50) throw new AwsError('InvalidArgumentException', 'Limit must be between 1 and 50.');
      const { tags } = foundIn(streamsOf(request, estate), StreamARN, 'ResourceNotFoundException');
      return tagPage(tags, ExclusiveStartTagKey, Limit);
    },
  },
});

const streamsOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<KinesisStreamDetail>('kinesis:stream', request, estate);

const summaryOf = ({ id, name, createdAt, detail }: PlantedResource<KinesisStreamDetail>) => ({
  StreamName: name,
  StreamARN: id,
  StreamStatus: detail.status,
  StreamModeDetails: { StreamMode: detail.mode },
  StreamCreationTimestamp: createdAt,
});
