import { namedResources } from './named-resources.ts';

export interface LogGroupDetail {
  /** Undefined where nothing is ever deleted. */
  readonly retentionDays: number | undefined;
  readonly storedBytes: number;
}

export interface AlarmDetail {
  readonly of: 'metric' | 'alarms';
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly threshold: number;
}

export const logGroups = namedResources<LogGroupDetail>({
  type: 'logs:log-group',
  weight: 2,
  roles: ['handler', 'worker', 'web', 'audit'],
  plant: (random, { account, region, name: named }) => {
    const name = `${random.pick(['/aws/lambda', '/aws/codebuild', '/northwind'])}/${named}`;
    return {
      id: `arn:aws:logs:${region}:${account}:log-group:${name}`,
      name,
      detail: {
        retentionDays: random.pick([undefined, undefined, 14, 30, 90, 365]),
        storedBytes: random.int(0, 80_000_000_000),
      },
    };
  },
});

export const alarms = namedResources<AlarmDetail>({
  type: 'cloudwatch:alarm',
  weight: 2,
  roles: ['cpu', 'errors', 'latency', 'backlog'],
  plant: (random, { account, region, name }) => ({
    id: `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`,
    detail: {
      of: random.chance(0.1) ? ('alarms' as const) : ('metric' as const),
      state: random.weighted([
        ['OK', 80],
        ['ALARM', 8],
        ['INSUFFICIENT_DATA', 12],
      ] as const),
      threshold: random.int(1, 100),
    },
  }),
});
