import type { QueueDetail } from '../../estate/aws/messaging.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';

interface ListQueuesInput {
  readonly QueueNamePrefix?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** SQS: queues by their addresses, and the tags of each. A list without members is left out. */
export const sqsService = jsonService({
  signingName: 'sqs',
  targetPrefix: 'AmazonSQS',
  version: '1.0',
  queryCompatible: true,
  queryNames: { QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue' },
  operations: {
    ListQueues({ QueueNamePrefix = '', MaxResults, NextToken }: ListQueuesInput, request, estate) {
      const queues = queuesOf(request, estate).filter(({ name = '' }) => name.startsWith(QueueNamePrefix));
      const page = askedPage(queues, request, {
        question: ['ListQueues', QueueNamePrefix],
        token: NextToken,
        size: MaxResults,
        maximum: 1000,
        invalid: 'InvalidParameterValue',
      });
      return {
        QueueUrls: page.items.length > 0 ? page.items.map(urlOf) : undefined,
        // Only who asks for pages is told of more.
        NextToken: MaxResults === undefined ? undefined : page.nextToken,
      };
    },
    ListQueueTags({ QueueUrl }: { readonly QueueUrl: string }, request, estate) {
      const found = queuesOf(request, estate).find((queue) => urlOf(queue) === QueueUrl);
      if (!found) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
      return { Tags: Object.keys(found.tags).length > 0 ? found.tags : undefined };
    },
  },
});

const queuesOf = (request: AwsRequest, estate: Estate) => plantedHere<QueueDetail>('sqs:queue', request, estate);

const urlOf = ({ account, region, name }: PlantedResource): string =>
  `https://sqs.${region}.amazonaws.com/${account}/${name}`;
