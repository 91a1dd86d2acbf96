import type { AlarmDetail } from '../../estate/aws/monitoring.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import type { RpcOperation } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface DescribeAlarmsInput {
  readonly AlarmTypes?: readonly string[];
  readonly MaxRecords?: number;
  readonly NextToken?: string;
}

/** Alarms and their tags. Both kinds share the pages; those of other alarms are told only to who asks for them. */
export const alarmOperations: Readonly<Record<string, RpcOperation>> = {
  DescribeAlarms(input: DescribeAlarmsInput, request, estate) {
    const { AlarmTypes = ['MetricAlarm'], MaxRecords, NextToken } = input;
    const kinds = AlarmTypes.map((type) => (type === 'MetricAlarm' ? 'metric' : 'alarms'));
    const asked = alarmsOf(request, estate).filter(({ detail }) => kinds.includes(detail.of));
    const page = askedPage(asked, request, {
      question: ['DescribeAlarms', kinds],
      token: NextToken,
      size: MaxRecords,
      maximum: 100,
      usual: 50,
      invalid: 'ValidationException',
      invalidToken: 'InvalidNextToken',
    });
    return {
      MetricAlarms: page.items.filter(({ detail }) => detail.of === 'metric').map(metricAlarmOf),
      CompositeAlarms: page.items.filter(({ detail }) => detail.of === 'alarms').map(compositeAlarmOf),
      NextToken: page.nextToken,
    };
  },
  ListTagsForResource({ ResourceARN }: { readonly ResourceARN: string }, request, estate) {
    const alarm = foundIn(alarmsOf(request, estate), ResourceARN, 'ResourceNotFoundException', 404);
    return { Tags: tagList(alarm.tags) };
  },
};

const alarmsOf = (request: AwsRequest, estate: Estate) => plantedHere<AlarmDetail>('cloudwatch:alarm', request, estate);

const alarmOf = ({ id, name, createdAt, detail }: PlantedResource<AlarmDetail>) => ({
  AlarmName: name,
  AlarmArn: id,
  AlarmConfigurationUpdatedTimestamp: createdAt,
  ActionsEnabled: true,
  ...{ OKActions: [], AlarmActions: [], InsufficientDataActions: [] },
  StateValue: detail.state,
  StateUpdatedTimestamp: createdAt,
});

const metricAlarmOf = (alarm: PlantedResource<AlarmDetail>) => ({
  ...alarmOf(alarm),
  MetricName: 'CPUUtilization',
  Namespace: 'AWS/EC2',
  Statistic: 'Average',
  Dimensions: [],
  Period: 300,
  EvaluationPeriods: 3,
  Threshold: alarm.detail.threshold,
  ComparisonOperator: 'GreaterThanThreshold',
});

const compositeAlarmOf = (alarm: PlantedResource<AlarmDetail>) => ({
  ...alarmOf(alarm),
  AlarmRule: `ALARM("${alarm.name}-cause")`,
});
