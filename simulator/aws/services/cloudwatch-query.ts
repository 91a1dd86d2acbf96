import type { Form } from '../protocols/form.ts';
import { type QueryCall, queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { AwsError } from '../service.ts';
import { getMetricData, listMetrics, type MetricDataQuery } from './cloudwatch-operations.ts';

/** CloudWatch as clients from before 2025 speak to it. */
export const cloudwatchQuery = queryService({
  signingName: 'monitoring',
  version: '2010-08-01',
  namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  iamPrefix: 'cloudwatch',
  operations: {
    GetMetricData: (call) => {
      const output = getMetricData(
        {
          MetricDataQueries: call.structures('MetricDataQueries').map(queryOf),
          StartTime: moment(call, 'StartTime'),
          EndTime: moment(call, 'EndTime'),
          ...present('ScanBy', call.param('ScanBy')),
          ...present('MaxDatapoints', call.number('MaxDatapoints')),
          ...present('NextToken', call.param('NextToken')),
        },
        call.request,
        call.estate,
      );
      return {
        MetricDataResults: {
          member: output.MetricDataResults.map(({ Timestamps, Values, ...result }) => ({
            ...result,
            Timestamps: { member: Timestamps },
            Values: { member: Values },
          })),
        },
        NextToken: output.NextToken,
      };
    },
    ListMetrics: (call): Xml => {
      const { Metrics, NextToken } = listMetrics(
        {
          ...present('Namespace', call.param('Namespace')),
          ...present('MetricName', call.param('MetricName')),
          Dimensions: dimensionsOf(call, 'Dimensions'),
          ...present('RecentlyActive', call.param('RecentlyActive')),
          ...present('NextToken', call.param('NextToken')),
        },
        call.request,
        call.estate,
      );
      return {
        Metrics: {
          member: Metrics.map(({ Namespace, MetricName, Dimensions }) => ({
            Namespace,
            MetricName,
            Dimensions: { member: Dimensions.map(({ Name, Value }) => ({ Name, Value })) },
          })),
        },
        NextToken,
      };
    },
  },
});

function queryOf(form: Form): MetricDataQuery {
  const period = form.number('MetricStat.Period');
  const returnData = form.param('ReturnData');
  return {
    Id: form.param('Id') ?? '',
    ...present('Label', form.param('Label')),
    ...(returnData !== undefined && { ReturnData: returnData === 'true' }),
    ...present('Expression', form.param('Expression')),
    ...(period !== undefined && {
      MetricStat: {
        Metric: {
          Namespace: form.param('MetricStat.Metric.Namespace') ?? '',
          MetricName: form.param('MetricStat.Metric.MetricName') ?? '',
          Dimensions: dimensionsOf(form, 'MetricStat.Metric.Dimensions'),
        },
        Period: period,
        Stat: form.param('MetricStat.Stat') ?? '',
        ...present('Unit', form.param('MetricStat.Unit')),
      },
    }),
  };
}

const dimensionsOf = (form: Form, name: string) =>
  form.structures(name).map((dimension) => ({
    ...present('Name', dimension.param('Name')),
    ...present('Value', dimension.param('Value')),
  }));

function moment(call: QueryCall, name: string): number {
  const seconds = Date.parse(call.required(name)) / 1000;
  if (Number.isNaN(seconds)) throw new AwsError('MalformedInput', `timestamp must follow ISO8601: ${name}`);
  return seconds;
}

/** A member that is left out when it has no value. */
const present = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;
