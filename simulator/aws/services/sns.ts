import type { TopicDetail } from '../../estate/aws/messaging.ts';
import { type QueryCall, queryService } from '../protocols/query.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

const paging = {
  token: 'NextToken',
  // No parameter of SNS tells one.
  size: 'none',
  ...{ minimum: 1, maximum: 100, default: 100 },
  ...{ invalidToken: 'InvalidParameter', invalidSize: 'InvalidParameter' },
};

/** SNS: topics in pages of a hundred, and the tags of each. */
export const snsService = queryService({
  signingName: 'sns',
  version: '2010-03-31',
  namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  operations: {
    ListTopics(call) {
      const page = call.page(topicsOf(call), paging);
      return { Topics: { member: page.items.map(({ id }) => ({ TopicArn: id })) }, NextToken: page.nextToken };
    },
    ListTagsForResource(call) {
      const topic = foundIn(topicsOf(call), call.required('ResourceArn'), 'ResourceNotFound', 404);
      return { Tags: { member: tagList(topic.tags) } };
    },
  },
});

const topicsOf = ({ estate, request }: QueryCall) => plantedHere<TopicDetail>('sns:topic', request, estate);
