import { expect, test } from 'vitest';
import type { ProbedAccount, ProbedGroup } from '../serve/product.ts';
import { awsPolicyOf, roleDocuments } from '../setup/role-documents.ts';
import { accountDiagnoses, billedClouds } from './accounts.ts';

const group = (name: ProbedGroup['group'], more: Partial<ProbedGroup> = {}): ProbedGroup => ({
  ...{ group: name, status: 'seen', detail: 'may be asked', missing_permissions: [] },
  ...more,
});
const account = (more: Partial<ProbedAccount> = {}): ProbedAccount => ({
  ...{ cloud: 'aws', account: '1', status: 'connected', detail: '', missing_permissions: [] },
  groups: [group('inventory'), group('costs', { status: 'not_asked', detail: 'not asked: each page costs $0.01' })],
  ...more,
});
const policyOf = await awsPolicyOf();
const diagnosed = (one: ProbedAccount, paid = false) => [...accountDiagnoses([one], paid, policyOf)];

test('an account of which nothing is missing is one line', () => {
  const detail = 'answers; shows inventory; costs not asked: each page costs $0.01';
  expect(diagnosed(account())).toEqual([{ check: 'aws 1', status: 'ok', detail: `${detail}; doctor --costs asks it` }]);
  expect(diagnosed(account(), true)).toEqual([{ check: 'aws 1', status: 'ok', detail }]);
});

/** The policies as they are printed, by the actions that they grant. */
const documents = new Map(
  (await roleDocuments('aws', 'json', { costs: true, metrics: true, recommendations: true })).map(
    ({ file, text }) => [file.replace('.json', ''), text] as const,
  ),
);

test.each([
  ['aws', ['ec2:DescribeVolumes']],
  ['aws', ['tag:GetResources', 'ec2:DescribeVolumes', 's3:ListAllMyBuckets']],
  ['aws', ['ce:GetCostAndUsage', 'cloudwatch:GetMetricData']],
])('what is missing in %s is named with the documents that grant it: %j', (cloud, missing) => {
  const partial = group('inventory', { status: 'partial', detail: '1 of 2', missing_permissions: missing });
  const [, { detail = '' } = {}] = diagnosed(account({ cloud, groups: [partial] }));
  const names = / missing: .+; (.+) of `cloudoptima init roles --cloud aws --format json` grants? them$/.exec(
    detail,
  )?.[1];
  const texts = names?.split(' and ').map((name) => documents.get(name) ?? 'no such document') ?? [];
  expect(missing.filter((action) => !texts.some((text) => text.includes(`"${action}"`)))).toEqual([]);
  expect(texts.filter((text) => !missing.some((action) => text.includes(`"${action}"`)))).toEqual([]);
});

test.each([
  ['gcp', 'a.b'],
  ['aws', 'nobody:Knows'],
])('what one role grants in %s is named by its command', (cloud, action) =>
  expect(
    diagnosed(
      account({
        cloud,
        groups: [group('inventory', { status: 'partial', detail: '1 of 2', missing_permissions: [action] })],
      }),
    )[1],
  ).toEqual({
    ...{ check: `${cloud} 1 inventory`, status: 'warning' },
    detail: `1 of 2; missing: ${action}; \`cloudoptima init roles --cloud ${cloud}\` grants them`,
  }),
);

test('what the last collection was refused is told of what was not asked now', () => {
  const before = account({ missing_permissions: ['ce:GetCostAndUsage'] });
  expect(diagnosed(before)[1]?.detail).toBe('permissions missing at the last collection: ce:GetCostAndUsage');
  expect(diagnosed({ ...before, groups: [group('inventory'), group('costs')] })).toHaveLength(1);
});

test('an account that refuses has failed', () =>
  expect(diagnosed(account({ status: 'denied', detail: 'no', groups: [] }))).toEqual([
    { check: 'aws 1', status: 'failed', detail: 'no' },
  ]));

test('a bill is where costs could be asked', () =>
  expect(billedClouds([account(), account({ cloud: 'azure', groups: [group('inventory')] })])).toEqual(['aws']));
