import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';

const LISTING = 'logs:DescribeLogGroups';

/** The older of its two ARNs ends in `:*`, which means the streams in it. */
const arnOf = ({ logGroupArn, arn }: LogGroup): string => idOf(logGroupArn ?? arn?.replace(/:\*$/, ''), LISTING);

/** Log groups, and nothing of what is logged. The list has no tags. */
export const logsLogGroup = defineAwsCollector({
  type: 'logs:log-group',
  kind: 'log-group',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'logs:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<LogGroup>> {
    const { ListTagsForResourceCommand, paginateDescribeLogGroups } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await clients.client('logs', scope.region);
    const groups = itemsOf(paginateDescribeLogGroups({ client, pageSize: 50 }, {}), ({ logGroups }) => logGroups);
    yield* withTags(groups, async (group) => {
      const input = { resourceArn: arnOf(group) };
      const answer = await detail('logs:ListTagsForResource', () => client.send(new ListTagsForResourceCommand(input)));
      return answer && { ...answer.tags };
    });
  },
  normalize({ item, tags }) {
    return {
      id: arnOf(item),
      name: item.logGroupName,
      createdAt: item.creationTime === undefined ? undefined : new Date(item.creationTime).toISOString(),
      tags,
      attributes: {},
    };
  },
});
