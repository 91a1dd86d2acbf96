import type { DeliveryStreamDetail } from '../../estate/aws/streams.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError } from '../service.ts';
import { plantedHere } from './planted-here.ts';
import { tagPage } from './tag-list.ts';

interface ListInput {
  readonly ExclusiveStartDeliveryStreamName?: string;
  readonly Limit?: number;
}

interface TagsInput {
  readonly DeliveryStreamName: string;
  readonly ExclusiveStartTagKey?: string;
  readonly Limit?: number;
}

/** Firehose: delivery streams by name in the order of their names, and their tags one by one. */
export const firehoseService = jsonService({
  signingName: 'firehose',
  targetPrefix: 'Firehose_20150804',
  version: '1.1',
  operations: {
    ListDeliveryStreams({ ExclusiveStartDeliveryStreamName: after = '', Limit = 10 }: ListInput, request, estate) {
      if (Limit < 1 || Limit > 10_000) throw new AwsError('ValidationException', 'Limit must be between 1 and 10000.');
      const names = plantedHere<DeliveryStreamDetail>('firehose:deliverystream', request, estate)
        .map(({ name = '' }) => name)
        .sort()
        .filter((name) => name > after);
      return { DeliveryStreamNames: names.slice(0, Limit), HasMoreDeliveryStreams: names.length > Limit };
    },
    ListTagsForDeliveryStream({ DeliveryStreamName, ExclusiveStartTagKey, Limit }: TagsInput, request, estate) {
      const streams = plantedHere<DeliveryStreamDetail>('firehose:deliverystream', request, estate);
      const stream = streams.find(({ name }) => name === DeliveryStreamName);
      if (!stream)
        throw new AwsError(
          'ResourceNotFoundException',
          `Firehose ${DeliveryStreamName} under account ${request.account} not found.`,
        );
      return tagPage(stream.tags, ExclusiveStartTagKey, Limit);
    },
  },
});
