import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

type Alarm = MetricAlarm | CompositeAlarm;

const LISTING = 'cloudwatch:DescribeAlarms';

/** Alarms of metrics and of other alarms. Whether one rings changes by the minute, and is no state of the alarm itself. */
export const cloudwatchAlarm = defineAwsCollector({
  type: 'cloudwatch:alarm',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'cloudwatch:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Alarm>> {
    const { ListTagsForResourceCommand, paginateDescribeAlarms } = await import('@aws-sdk/client-cloudwatch');
    const client = await clients.client('cloudwatch', scope.region);
    // Without the types the list tells of metrics' alarms alone.
    const pages = paginateDescribeAlarms({ client, pageSize: 100 }, { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
    const alarms = itemsOf(pages, ({ MetricAlarms = [], CompositeAlarms = [] }): Alarm[] => [
      ...MetricAlarms,
      ...CompositeAlarms,
    ]);
    yield* withTags(alarms, async ({ AlarmArn }) => {
      const input = { ResourceARN: idOf(AlarmArn, LISTING) };
      const load = () => client.send(new ListTagsForResourceCommand(input));
      const answer = await detail('cloudwatch:ListTagsForResource', load);
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item, tags }) {
    return { id: idOf(item.AlarmArn, LISTING), name: item.AlarmName, tags, attributes: {} };
  },
});
