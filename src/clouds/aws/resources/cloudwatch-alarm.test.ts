import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { cloudwatchAlarm } from './cloudwatch-alarm.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const AlarmArn = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:CPU: too high';

test.each([
  ['of a metric', { AlarmArn, AlarmName: 'CPU: too high', MetricName: 'CPUUtilization', StateValue: 'ALARM' }],
  ['of other alarms', { AlarmArn, AlarmName: 'CPU: too high', AlarmRule: 'ALARM(cpu)' }],
] as const)('an alarm %s in our words', (_, item) =>
  expect(cloudwatchAlarm.normalize({ item, tags: { team: 'shop' } }, scope)).toEqual({
    id: AlarmArn,
    name: 'CPU: too high',
    tags: { team: 'shop' },
    attributes: {},
  }),
);
