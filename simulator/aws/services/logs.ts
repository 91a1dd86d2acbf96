import type { LogGroupDetail } from '../../estate/aws/monitoring.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { foundIn, listPage } from './listing.ts';

interface DescribeLogGroupsInput {
  readonly logGroupNamePrefix?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

/** CloudWatch Logs: log groups and their tags, without anything that is logged. */
export const logsService = jsonService({
  signingName: 'logs',
  targetPrefix: 'Logs_20140328',
  version: '1.1',
  operations: {
    DescribeLogGroups({ limit, nextToken, logGroupNamePrefix = '' }: DescribeLogGroupsInput, request, estate) {
      const groups = groupsOf(request, estate).filter(({ name = '' }) => name.startsWith(logGroupNamePrefix));
      const page = listPage(groups, request, {
        ...{ token: nextToken, size: limit, usual: 50, most: 50, question: logGroupNamePrefix },
        ...{ invalidToken: 'InvalidParameterException', invalidSize: 'InvalidParameterException' },
      });
      return { logGroups: page.items.map(groupOf), nextToken: page.nextToken };
    },
    ListTagsForResource({ resourceArn }: { readonly resourceArn: string }, request, estate) {
      return { tags: foundIn(groupsOf(request, estate), resourceArn, 'ResourceNotFoundException').tags };
    },
  },
});

const groupsOf = ({ account, region }: AwsRequest, estate: Estate) =>
  estate.of<LogGroupDetail>('logs:log-group', account, region);

const groupOf = ({ id, name, createdAt, detail }: PlantedResource<LogGroupDetail>) => ({
  logGroupName: name,
  // A whole number of milliseconds.
  creationTime: createdAt.getTime(),
  retentionInDays: detail.retentionDays,
  metricFilterCount: 0,
  arn: `${id}:*`,
  storedBytes: detail.storedBytes,
  logGroupClass: 'STANDARD',
  logGroupArn: id,
});
