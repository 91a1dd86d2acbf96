import { describe, expect, test } from 'vitest';
import { type Asked, googleClients, googleServer } from '../../../test/support/google.ts';
import type { Charge } from '../../model/charge.ts';
import { CloudError, UserError } from '../../model/errors.ts';
import { billingTable } from './billing-table.ts';
import { chargesOf, costQuery, gcpCosts, groupsOf } from './costs.ts';
import type { QueryRow } from './query.ts';

const table = billingTable({
  ...{ project: 'northwind-data', dataset: 'billing' },
  table: 'gcp_billing_export_resource_v1_01AB23_CD45EF_678901',
});
const november = { start: '2026-11-01', end: '2026-12-01' };

describe('groups', () => {
  test.each([
    [['ServiceName', 'RegionId', 'SubAccountId'], 'two things at most'],
    [['ResourceId'], "can't be grouped by ResourceId"],
    [['tag:'], "can't be grouped by tag:"],
    [['constructor'], "can't be grouped by constructor"],
  ])('%j are refused', (groupBy, words) => {
    expect(() => groupsOf({ groupBy })).toThrow(UserError);
    expect(() => groupsOf({ groupBy })).toThrow(words);
  });
});

describe('the query', () => {
  const of = (...groupBy: string[]) => costQuery(table, { groupBy, period: november }, groupsOf({ groupBy }));

  test('reads the partitions of the period and of late corrections, and no more', () => {
    const { project, sql, parameters } = of('ServiceName', 'SubAccountId');
    expect(project).toBe('northwind-data');
    expect(sql).toContain('FROM `northwind-data.billing.gcp_billing_export_resource_v1_01AB23_CD45EF_678901`');
    expect(sql).toContain('_PARTITIONTIME >= TIMESTAMP(@period_start)');
    expect(sql).toContain('_PARTITIONTIME < TIMESTAMP(@exported_before)');
    expect(sql).toContain('usage_start_time < TIMESTAMP(@period_end)');
    expect(sql).toContain('GROUP BY day, group0, group1, currency, cost_type');
    expect(parameters).toEqual([
      { name: 'period_start', type: 'DATE', value: '2026-11-01' },
      { name: 'period_end', type: 'DATE', value: '2026-12-01' },
      { name: 'exported_before', type: 'DATE', value: '2027-01-15' },
    ]);
  });

  test('credits are summed within their row, which a join would count twice or lose', () => {
    const { sql } = of();
    expect(sql).toContain('(SELECT SUM(CAST(credit.amount AS NUMERIC)) FROM UNNEST(credits) AS credit), 0)');
    expect(sql).not.toMatch(/JOIN/i);
    expect(sql).toContain('GROUP BY day, currency, cost_type');
  });

  test('the key of a label is a parameter and never text', () => {
    const { sql, parameters } = of("tag:'; DROP TABLE x --", 'ServiceName');
    expect(sql).not.toContain('DROP');
    expect(sql).toContain('label.key = @tag0');
    expect(parameters.at(-1)).toEqual({ name: 'tag0', type: 'STRING', value: "'; DROP TABLE x --" });
  });
});

describe('charges', () => {
  const row = (changes: QueryRow = {}): QueryRow => ({
    ...{ day: '2026-11-01', group0: 'Compute Engine', group1: 'atlas', currency: 'EUR' },
    ...{ cost_type: 'regular', cost: '10.000000001', credits: '-2.5', ...changes },
  });
  const groups = groupsOf({ groupBy: ['ServiceName', 'SubAccountId'] });

  test('are in FOCUS columns, exact to the last digit, with credits apart', () => {
    const common = {
      ...{ ChargePeriodStart: '2026-11-01', ChargePeriodEnd: '2026-11-02', ProviderName: 'Google Cloud' },
      ...{ BillingAccountId: '01AB23-CD45EF-678901', ServiceName: 'Compute Engine', SubAccountId: 'atlas' },
      ...{ BillingCurrency: 'EUR' },
    };
    expect(chargesOf(row(), groups, table)).toEqual([
      { ...common, ChargeCategory: 'Usage', BilledCost: '10.000000001', EffectiveCost: '10.000000001' },
      { ...common, ChargeCategory: 'Credit', BilledCost: '-2.5', EffectiveCost: '-2.5' },
    ]);
  });

  test('without a credit are one', () => expect(chargesOf(row({ credits: '0' }), groups, table)).toHaveLength(1));

  test.each<[QueryRow, Partial<Charge>]>([
    [{ cost_type: 'tax' }, { ChargeCategory: 'Tax' }],
    [{ cost_type: 'adjustment' }, { ChargeCategory: 'Adjustment' }],
    [{ cost_type: 'rounding_error' }, { ChargeCategory: 'Adjustment' }],
    // A word that nobody knows yet is no usage, and is money all the same.
    [{ cost_type: 'surprise' }, { BilledCost: '10.000000001' }],
    [{ cost_type: null }, { BilledCost: '10.000000001' }],
  ])('of %j', (changes, expected) => expect(chargesOf(row(changes), groups, table)[0]).toMatchObject(expected));

  test('of an unknown type have no category', () =>
    expect(chargesOf(row({ cost_type: 'surprise' }), groups, table)[0]).not.toHaveProperty('ChargeCategory'));

  test.each([
    [['RegionId'], { group0: null }, {}],
    [['RegionId'], { group0: 'europe-west1' }, { RegionId: 'europe-west1' }],
    [['SubAccountId'], { group0: null }, {}],
    [
      ['tag:team', 'ServiceName'],
      { group0: 'web', group1: 'Cloud Run' },
      { Tags: { team: 'web' }, ServiceName: 'Cloud Run' },
    ],
    [['tag:team', 'ServiceName'], { group0: null, group1: 'Cloud Run' }, { Tags: {}, ServiceName: 'Cloud Run' }],
  ])('by %j of %j are %j', (groupBy, changes, names) => {
    const [charge] = chargesOf(row(changes), groupsOf({ groupBy }), table);
    const { ServiceName, RegionId, SubAccountId, Tags } = charge ?? {};
    expect({ ServiceName, RegionId, SubAccountId, Tags }).toEqual({ ...names });
  });

  test.each([
    ['NoDay', { day: null }],
    ['NoDay', { day: '2026-13-01' }],
    ['NoCurrency', { currency: null }],
    ['NoCost', { cost: null }],
  ])('that do not fit the question are an error: %s', (code, changes) => {
    expect(() => chargesOf(row(changes), groups, table)).toThrow(CloudError);
    expect(() => chargesOf(row(changes), groups, table)).toThrow(code);
  });
});

test('a question is one query', async () => {
  google.answer(({ body }: Asked) =>
    JSON.parse(body).dryRun
      ? { jobComplete: true, totalBytesProcessed: '0' }
      : {
          ...{ jobComplete: true, jobReference: { jobId: 'job_1' } },
          schema: {
            fields: ['day', 'group0', 'currency', 'cost_type', 'cost', 'credits'].map((name) => ({
              name,
            })),
          },
          rows: [{ f: ['2026-11-01', 'Cloud Run', 'USD', 'regular', '1', '0'].map((v) => ({ v })) }],
        },
  );
  const pages: (readonly Charge[])[] = [];
  for await (const page of gcpCosts(googleClients(google), table).charges({
    groupBy: ['ServiceName'],
    period: november,
  }))
    pages.push(page);
  expect(pages).toMatchObject([[{ ServiceName: 'Cloud Run', BilledCost: '1', BillingCurrency: 'USD' }]]);
});

const google = googleServer();
