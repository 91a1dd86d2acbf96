import type { LogGroupDetail } from '../../estate/aws/monitoring.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';

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
      const page = askedPage(groups, request, {
        question: ['DescribeLogGroups', logGroupNamePrefix],
        token: nextToken,
        size: limit,
        maximum: 50,
        invalid: 'InvalidParameterException',
      });
      return { logGroups: page.items.map(groupOf), nextToken: page.nextToken };
    },
    ListTagsForResource({ resourceArn }: { readonly resourceArn: string }, request, estate) {
      return { tags: foundIn(groupsOf(request, estate), resourceArn, 'ResourceNotFoundException').tags };
    },
  },
});

const groupsOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<LogGroupDetail>('logs:log-group', request, estate);

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
