import { expect, test } from 'vitest';
import { demoPage } from './page.ts';
import type { Overview } from './summary.ts';

const overview: Overview = {
  ...{ clouds: ['aws', 'azure'], accounts: 3, resources: 1234, compliance_score: 0.5, potential_savings: null },
  month_cost: { amount: '1999.995', currency: 'USD' },
  resourcesByType: Array.from({ length: 12 }, (_, index) => ({ type: `ec2:type-${index}`, count: 12 - index })),
  accountNames: [
    { cloud: 'aws', name: 'payer' },
    { cloud: 'azure', name: 'web' },
    { cloud: 'azure', name: 'northwind (the tenant itself)' },
  ],
  ...{ compliant: 1, judged: 2, violations: 1, worst: [], costMetric: 'EffectiveCost' },
};
const page = (changes: Partial<Overview> = {}, temporary = true): string =>
  demoPage(
    { ...{ seed: 1, url: 'http://x', home: '/h', temporary, snippets: [] }, overview: { ...overview, ...changes } },
    (_, text) => text,
  );

test('accounts stand by their cloud', () =>
  expect(page()).toContain(
    '  Accounts    3\n    aws    payer\n    azure  web, northwind (the tenant itself)\n  Resources   1,234\n',
  ));

test('the ten largest types are shown, and how many more there are', () => {
  expect(page()).toContain('    ec2:type-9   3\n    … and 2 more types\n');
  expect(page()).not.toContain('ec2:type-10');
  expect(page({ resourcesByType: overview.resourcesByType.slice(0, 10) })).not.toContain('more types');
});

test.each([
  ['1999.995', '2,000.00'],
  ['1999.994999', '1,999.99'],
  ['0.004', '0.00'],
  ['0.05', '0.05'],
  ['-1234567.5', '-1,234,567.50'],
  ['7', '7.00'],
])('%s is shown as %s', (amount, shown) =>
  expect(page({ month_cost: { amount, currency: 'USD' } })).toContain(`This month  ${shown} USD`),
);

test('who gives a home keeps it', () => {
  expect(page()).toContain('--home <dir> keeps one');
  expect(page({}, false)).not.toContain('--home <dir>');
});
