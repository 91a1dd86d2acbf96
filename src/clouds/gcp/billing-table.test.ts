import { expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { billingTable } from './billing-table.ts';

const billing = {
  project: 'northwind-data',
  dataset: 'billing',
  table: 'gcp_billing_export_resource_v1_01AB23_CD45EF_678901',
};

test.each([
  [billing.table, '01AB23-CD45EF-678901'],
  ['gcp_billing_export_v1_01AB23_CD45EF_678901', '01AB23-CD45EF-678901'],
  ['our_costs', 'northwind-data.billing.our_costs'],
])('the bill in %s is of %s', (table, payer) =>
  expect(billingTable({ ...billing, table })).toEqual({
    project: 'northwind-data',
    name: `\`northwind-data.billing.${table}\``,
    payer,
  }),
);

test.each([
  ['project', 'northwind`data'],
  ['project', 'NORTHWIND'],
  ['dataset', 'billing.other'],
  ['dataset', 'billing-export'],
  ['table', 'costs` WHERE TRUE --'],
  ['table', 'gcp_billing_export_v1_*'],
  ['table', ''],
  ['table', 'gcp_billing_export_focus_01AB23_CD45EF_678901'],
])('the %s "%s" is refused', (key, value) => {
  expect(() => billingTable({ ...billing, [key]: value })).toThrow(UserError);
  expect(() => billingTable({ ...billing, [key]: value })).toThrow(`billing.${key}`);
});
