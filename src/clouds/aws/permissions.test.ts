import { expect, test } from 'vitest';
import { leastPrivilegePolicy } from './permissions.ts';
import { awsCollectors } from './resources/index.ts';

const everything = leastPrivilegePolicy(awsCollectors, { others: true, costs: true, metrics: true });
const actions = everything.Statement.flatMap(({ Action }) => Action);

test('a statement for each service, and in it what the collectors name', () =>
  expect(
    leastPrivilegePolicy([{ permissions: ['s3:ListAllMyBuckets'] }, { permissions: ['ec2:DescribeVolumes'] }], {
      others: false,
      costs: true,
      metrics: false,
    }),
  ).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'CloudOptimaCe',
        Effect: 'Allow',
        Action: ['ce:GetCostAndUsage', 'ce:ListCostAllocationTags'],
        Resource: '*',
      },
      { Sid: 'CloudOptimaEc2', Effect: 'Allow', Action: ['ec2:DescribeRegions', 'ec2:DescribeVolumes'], Resource: '*' },
      { Sid: 'CloudOptimaS3', Effect: 'Allow', Action: ['s3:ListAllMyBuckets'], Resource: '*' },
      { Sid: 'CloudOptimaSts', Effect: 'Allow', Action: ['sts:GetCallerIdentity'], Resource: '*' },
    ],
  }));

test('no action has a wildcard, is named twice or changes anything', () => {
  // API Gateway's permissions are the methods of HTTP.
  const reads = /^(?:[a-z0-9-]+:(?:Describe|List|Get|BatchGet)[A-Za-z0-9]+|apigateway:GET|resource-explorer-2:Search)$/;
  expect(actions.filter((action) => !reads.test(action))).toEqual([]);
  expect(new Set(actions).size).toBe(actions.length);
  expect(actions).toEqual(actions.toSorted());
});

test('what reads secrets or contents is not among them', () =>
  expect(
    actions.filter(
      // The list of secrets tells their names, and nothing that they hold.
      (action) =>
        action !== 'secretsmanager:ListSecrets' &&
        /Password|:.*Secret|GetObject|ConsoleOutput|GetFunction$|LaunchTemplateData|LogEvents/.test(action),
    ),
  ).toEqual([]));

test('every permission of every collector is in it', () =>
  expect(awsCollectors.flatMap(({ permissions }) => permissions).filter((action) => !actions.includes(action))).toEqual(
    [],
  ));

test('statement ids are letters and digits, and differ', () => {
  const sids = everything.Statement.map(({ Sid }) => Sid);
  expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  expect(new Set(sids).size).toBe(sids.length);
});
