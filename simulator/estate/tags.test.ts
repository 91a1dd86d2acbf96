import { expect, test } from 'vitest';
import { type Evidence, testViolations } from '../test/violations.ts';
import { plantCompany } from './company.ts';
import type { PlantedResource } from './estate.ts';

const { resources } = plantCompany({ seed: 11, resources: 4000, now: new Date('2026-10-05T00:00:00Z') });
const taggable = resources.filter((resource) => resource.taggable);

type Tags = PlantedResource['tags'];

const lacks = (key: string) => (tags: Tags) => tags[key] === undefined || tags[key] === '';
const has = (key: string, values: readonly string[]) => (tags: Tags) => values.includes(tags[key] ?? '(absent)');
const renamed = (key: string, others: readonly string[]) => (tags: Tags) =>
  tags[key] === undefined && others.filter((other) => tags[other]).length === 1;

// Written out by hand: what must be seen in the tags for each kind of violation that is planted.
const evidence: readonly Evidence[] = [
  ['missing_required_tag Owner error', lacks('Owner')],
  ['missing_required_tag Environment error', lacks('Environment')],
  ['missing_required_tag CostCenter error', lacks('CostCenter')],
  ['missing_required_tag Application error', lacks('Application')],
  ['missing_required_tag Team error', lacks('Team')],
  ['invalid_format Owner error', has('Owner', ['platform team', 'jdoe', 'n/a', 'ops at northwind.example', 'TBD'])],
  ['invalid_value Environment error', has('Environment', ['prod', 'Production', 'dev', 'qa', 'uat', 'live'])],
  ['invalid_format CostCenter error', has('CostCenter', ['CC-12', 'cc-1010', '1020', 'CC-30100', 'CC-TBD', 'shared'])],
  ['invalid_value Application error', has('Application', ['legacy', 'Checkout', 'app1', 'monolith', 'unknown', 'poc'])],
  ['misspelt_key Owner error', renamed('Owner', ['owner', 'Onwer', 'Owners'])],
  ['misspelt_key Environment error', renamed('Environment', ['Enviroment', 'environment', 'Enviornment'])],
  ['misspelt_key CostCenter error', renamed('CostCenter', ['cost-center', 'costcenter', 'CostCentre'])],
  ['misspelt_key Application error', renamed('Application', ['Aplication', 'application', 'Applicaton'])],
  ['misspelt_key Team error', renamed('Team', ['team', 'Teams'])],
  ['invalid_value Project warning', has('Project', ['apollo', 'unplanned', 'aurora'])],
  ['naming_rule team#lead warning', has('team#lead', ['yes'])],
  ['naming_rule on!call warning', has('on!call', ['yes'])],
  ['naming_rule price$class warning', has('price$class', ['yes'])],
  ['naming_rule shift*plan warning', has('shift*plan', ['yes'])],
];

testViolations(resources, evidence);

test('what has no violation has five right tags', () => {
  const clean = taggable.filter(({ violations }) => violations.length === 0);
  for (const { tags } of clean) {
    expect(tags.Owner).toMatch(/^[a-z]+\.[a-z]+@northwind\.example$/);
    expect(['production', 'staging', 'development', 'test']).toContain(tags.Environment);
    expect(tags.CostCenter).toMatch(/^CC-[0-9]{4}$/);
    expect([
      ...['checkout', 'billing', 'catalog', 'search', 'storefront', 'identity'],
      ...['gateway', 'warehouse', 'pipeline', 'recommender', 'fulfilment', 'intranet'],
    ]).toContain(tags.Application);
    expect(tags.Team).toBeTruthy();
    expect([undefined, 'atlas', 'borealis', 'cassini', 'deimos']).toContain(tags.Project);
    for (const key of Object.keys(tags)) expect(key).toMatch(/^[A-Za-z]+$/);
  }
});

test('about 62 % have nothing wrong and about 6 % were never tagged', () => {
  const share = (which: (resource: PlantedResource) => boolean) => taggable.filter(which).length / taggable.length;
  expect(share(({ violations }) => violations.length === 0)).toBeCloseTo(0.62, 1);
  const never = share(({ tags }) => Object.keys(tags).length === 0);
  expect(never).toBeGreaterThan(0.045);
  expect(never).toBeLessThan(0.075);
});

test('owners are many and teams few', () => {
  const values = (key: string) => new Set(taggable.flatMap(({ tags }) => tags[key] ?? [])).size;
  expect(values('Owner')).toBeGreaterThan(300);
  expect(values('Team')).toBeLessThan(12);
});
