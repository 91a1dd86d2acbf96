import { expect, test } from 'vitest';
import type { Gap } from '../model/gap.ts';
import type { UnitCoverage } from '../model/run.ts';
import type { AccountRecord, Snapshot } from '../store/state.ts';
import { unitIndex } from '../store/unit-index.ts';
import { unitTable } from '../store/unit-table.ts';
import { qualityOf } from './data-quality.ts';
import type { CloudScope } from './scope.ts';
import type { ToolContext } from './tool.ts';

const READ_AT = '2026-11-21T06:00:00.000Z';
const context = {
  now: () => new Date('2026-11-21T08:00:00Z'),
  settings: { staleAfterHours: 36 },
} as unknown as ToolContext;

const unit = (changes: Partial<UnitCoverage> = {}): UnitCoverage => ({
  ...{ cloud: 'aws', account: '111', region: 'eu-west-1', type: 'ec2:volume', status: 'ok', collectedAt: READ_AT },
  gaps: [],
  ...changes,
});
const failed = (reason: Gap['reason'], type: string, detail: string): UnitCoverage => {
  const { collectedAt: _, ...rest } = unit({
    type,
    status: 'failed',
    gaps: [{ cloud: 'aws', account: '111', reason, detail }],
  });
  return rest;
};
const account = (changes: Partial<AccountRecord> = {}): AccountRecord => ({
  ...{ organisation: 'acme', cloud: 'aws', id: '111', status: 'connected', missingPermissions: [], checkedAt: READ_AT },
  ...changes,
});
interface Case extends Partial<Omit<CloudScope, 'units'>> {
  readonly coverage?: readonly UnitCoverage[];
}
const scope = ({ coverage = [unit()], ...changes }: Case): CloudScope => ({
  ...{ cloud: 'aws', snapshot: {} as Snapshot, accounts: [account()], filter: {} },
  units: unitIndex(unitTable(coverage)),
  ...changes,
});
const REGIONS: Gap = {
  ...{ cloud: 'aws', account: '111', dataset: 'inventory', action: 'ec2:DescribeRegions', reason: 'timeout' },
  detail: 'ec2:DescribeRegions took too long (DeadlineExceeded)',
};
const DENIED = account({ id: '333', status: 'denied', detail: 'sts:AssumeRole was denied (AccessDenied)' });

test.each<[what: string, scope: Case, expected: object]>([
  ['everything', {}, { status: 'complete', gaps: [] }],
  [
    'an account that was never let in',
    { accounts: [account(), DENIED] },
    {
      status: 'partial',
      gaps: [{ account: '333', reason: 'denied', detail: 'sts:AssumeRole was denied (AccessDenied)' }],
      note: expect.stringMatching(/^1 account could not be read \(sts:AssumeRole was denied/),
    },
  ],
  [
    'an account that never answered',
    { accounts: [account(), account({ id: '333', status: 'unreachable' })] },
    { status: 'partial', gaps: [{ account: '333', reason: 'failed', detail: 'the account was unreachable' }] },
  ],
  [
    'an account in which nothing runs',
    { accounts: [account(), account({ id: '333', status: 'inactive' })] },
    { status: 'complete', gaps: [] },
  ],
  [
    'a permission that only costs need',
    { accounts: [account({ missingPermissions: ['organizations:DescribeOrganization'] })] },
    { status: 'complete', gaps: [] },
  ],
  [
    'an account that was never collected',
    { accounts: [account(), account({ id: '333' })] },
    { status: 'partial', gaps: [{ account: '333', reason: 'not_collected' }] },
  ],
  [
    'one out of scope',
    { accounts: [account(), DENIED], filter: { accounts: ['111'] } },
    { status: 'complete', gaps: [] },
  ],
  ['none that could be read', { coverage: [], accounts: [DENIED] }, { status: 'empty', gaps: [{ account: '333' }] }],
  [
    'a refusal of no listing',
    { accounts: [account({ missingPermissions: ['ec2:DescribeRegions'] })] },
    { status: 'partial', gaps: [{ account: '111', reason: 'denied', detail: 'ec2:DescribeRegions was denied' }] },
  ],
  [
    'regions that took too long to find',
    { accounts: [account({ gaps: [REGIONS] })] },
    {
      status: 'partial',
      gaps: [{ account: '111', reason: 'timeout', detail: 'ec2:DescribeRegions took too long (DeadlineExceeded)' }],
      note: expect.stringContaining('ec2:DescribeRegions took too long'),
    },
  ],
  [
    'regions that were refused, once',
    {
      accounts: [account({ gaps: [{ ...REGIONS, reason: 'denied' }], missingPermissions: ['ec2:DescribeRegions'] })],
    },
    { status: 'partial', gaps: [{ reason: 'denied', detail: REGIONS.detail }] },
  ],
  [
    'another account than the one whose regions are unknown',
    {
      coverage: [unit(), unit({ account: '222' })],
      accounts: [account({ gaps: [REGIONS] }), account({ id: '222' })],
      filter: { accounts: ['222'] },
    },
    { status: 'complete', gaps: [] },
  ],
  [
    'a refusal of a listing that is out of scope',
    {
      coverage: [unit(), failed('denied', 'rds:db', 'rds:DescribeDBInstances was denied (No)')],
      accounts: [account({ missingPermissions: ['rds:DescribeDBInstances'] })],
      filter: { types: ['ec2:volume'] },
    },
    { status: 'complete', gaps: [] },
  ],
  [
    'refusals of what is paid',
    { accounts: [account({ missingPermissions: ['ce:GetCostAndUsage', 'cloudwatch:GetMetricData'] })] },
    { status: 'complete', gaps: [] },
  ],
  [
    'a refusal that its listings tell of',
    {
      coverage: [unit(), { ...failed('denied', 'rds:db', DENIED.detail ?? ''), account: '333' }],
      accounts: [account(), DENIED],
    },
    { status: 'partial', gaps: [{ resource_type: 'rds:db' }], note: expect.stringMatching(/^1 listing of 2 could/) },
  ],
  [
    'a type that a region doesn’t have',
    { coverage: [unit(), failed('unsupported', 'lambda:function', 'lambda:ListFunctions is not supported there')] },
    { status: 'complete', gaps: [{ reason: 'unsupported' }], note: 'Everything in scope was read.' },
  ],
])('an answer over %s', (_, changes, expected) => expect(qualityOf([scope(changes)], context)).toMatchObject(expected));
