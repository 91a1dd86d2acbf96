import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Resource, Tags } from '../../model/resource.ts';
import { NOW, testLease, testRun, testStore, testUnit } from '../../store/fixtures.ts';
import type { TagFilter, Verdict } from '../../store/inventory.ts';
import { createEvaluator, type Evaluator } from './evaluator.ts';
import { loadPolicy } from './load-policy.ts';

// The engine judges a million resources by sets of keys, columns and patterns; the evaluator judges one. They must agree.

const KEYS = [
  'Owner',
  'owner',
  'Ownr',
  'Environment',
  'environment',
  'Enviroment',
  'CostCenter',
  'cost-center',
  'Team',
  'aws:x',
  'x#y',
  'Name',
];
const VALUES = [
  '',
  'a',
  'A',
  'production',
  'Production',
  'AB-12',
  'AB-12\n',
  'ab 12',
  'a\tb',
  'a\u000bb',
  'é',
  'straße',
  'İ',
  '日本',
  '😀',
  "o'b",
  'x'.repeat(12),
  '😀'.repeat(9),
];
const PATTERNS = [
  '[A-Z]{2}-[0-9]+',
  '^a.*$',
  '(?i)a',
  '.+',
  '\\w+',
  '\\s?a\\s?b?',
  '[^a]*',
  '\\ba.*',
  '(a|b)*',
  'a{0,3}',
  '\\d+|é',
  '[\\w-]+',
  '\\S+',
  '\\x41.*',
  '\\bA',
  '(?:)',
];

const key = fc.constantFrom(...KEYS);
const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 4 }));
const tags = fc.dictionary(key, value, { maxKeys: 6 });
const usable = PATTERNS.filter((pattern) => {
  try {
    return Boolean(new RegExp(pattern));
  } catch {
    return false;
  }
});
const rule = (name: string) =>
  fc.record(
    {
      name: fc.constant(name),
      allowed_values: fc.array(fc.constantFrom(...VALUES), { maxLength: 4 }),
      validation_regex: fc.constantFrom(...usable),
      applies_to: fc.constantFrom([], ['ec2:volume'], ['bucket'], ['instance', 'ec2:volume']),
      severity: fc.constantFrom('error', 'warning'),
      enforcement: fc.record({ case_sensitive: fc.boolean() }),
    },
    { requiredKeys: ['name'] },
  );
const policy = fc.record(
  {
    version: fc.constant('2.0'),
    required_tags: fc.tuple(rule('Owner'), rule('Environment'), rule('CostCenter')),
    optional_tags: fc.tuple(rule('Team')).map(([{ severity: _, ...entry }]) => [entry]),
    tag_naming_rules: fc.record({
      case_sensitivity: fc.boolean(),
      allow_special_characters: fc.boolean(),
      max_key_length: fc.constantFrom(6, 100),
      max_value_length: fc.constantFrom(8, 10, 100),
    }),
  },
  { requiredKeys: ['version', 'required_tags'] },
);

const FILTERS: readonly (readonly TagFilter[])[] = [
  [{ key: 'Owner' }],
  [{ key: 'Environment', value: 'production' }],
  [{ key: 'Team', value: '' }, { key: 'x#y' }],
  [{ key: 'Nobody’s' }],
];

const UNITS = [
  [testUnit({ type: 'ec2:volume' }), 'volume'],
  [testUnit({ type: 's3:bucket', region: 'global' }), 'bucket'],
] as const;

async function collected(all: readonly (Tags | undefined)[]) {
  const store = await testStore();
  await store.state.runs.start({ ...testRun('r1'), what: ['inventory'] });
  for (const [index, [unit, kind]] of UNITS.entries()) {
    const rows = all.flatMap((own, position) =>
      position % UNITS.length === index
        ? [{ id: `arn:aws:x:::${String(position).padStart(4, '0')}`, tags: own, attributes: {} }]
        : [],
    );
    await store.state.runs.stage(
      'acme',
      'r1',
      'inventory',
      unit,
      await store.inventory.encode(unit, { kind, taggable: true }, rows),
    );
  }
  // Only one key has a column of its own by name; the others are promoted or not as they are common.
  const run = { organisation: 'acme', id: 'r1', cloud: 'aws', promotedTags: ['Owner'] } as const;
  const { snapshot } = await store.inventory.publish(run, await testLease(store), NOW);
  return { store, snapshot };
}

/** What the engine counts, worked out from the evaluator's word on each resource. */
function expected(evaluator: Evaluator, resources: readonly Resource[], names: readonly string[]) {
  const byTag = names.map((): Partial<Record<Verdict, number>> => ({}));
  const counts = { judged: 0, compliant: 0, naming: 0 };
  for (const resource of resources) {
    const violations = resource.tags && evaluator.violations(resource, resource.tags);
    if (!violations) continue;
    counts.judged++;
    if (violations.every(({ severity }) => severity !== 'error')) counts.compliant++;
    counts.naming += violations.filter(({ type }) => type === 'naming_rule').length;
    for (const [position, name] of names.entries()) {
      const type =
        violations.find((violation) => violation.tag === name && violation.type !== 'naming_rule')?.type ?? 'ok';
      const own = byTag[position];
      if (own && type !== 'naming_rule') own[type] = (own[type] ?? 0) + 1;
    }
  }
  return { ...counts, byTag };
}

test('the engine and the evaluator agree on every policy and every tag', async () => {
  const population = fc.sample(fc.option(tags, { nil: undefined, freq: 20 }), { seed: 7, numRuns: 400 });
  const { store, snapshot } = await collected(population);
  const resources = (await store.inventory.find(snapshot, {}, 0, 1000)).resources;
  const shapes = await store.inventory.shapes(snapshot);
  await fc.assert(
    fc.asyncProperty(policy, async (file) => {
      const inForce = loadPolicy({ text: JSON.stringify(file), source: 'test', fileName: 'policy' });
      const evaluator = createEvaluator(inForce);
      const names = [...inForce.policy.requiredTags, ...inForce.policy.optionalTags].map(({ name }) => name);
      const verdicts = await store.inventory.judge(snapshot, evaluator.judgement('aws', shapes));
      const [counts] = await verdicts.counts({}, 'none');
      const wanted = expected(evaluator, resources, names);
      expect(counts).toMatchObject({
        judged: wanted.judged,
        compliant: wanted.compliant,
        namingViolations: wanted.naming,
      });
      expect(
        counts?.byTag.map((own) => Object.fromEntries(Object.entries(own).filter(([, count]) => count > 0))),
      ).toEqual(wanted.byTag);
      for (const filter of FILTERS) {
        const within = resources.filter(({ tags: own = {} }) =>
          filter.every(({ key, value: asked }) => own[key] !== undefined && (asked ?? own[key]) === own[key]),
        );
        const [part = { judged: 0, compliant: 0, namingViolations: 0 }] = await verdicts.counts(
          { tags: filter },
          'none',
        );
        const { judged, compliant, naming } = expected(evaluator, within, names);
        expect(part).toMatchObject({ judged, compliant, namingViolations: naming });
        const having = within.filter(({ tags: own, ...resource }) => evaluator.violations(resource, own ?? {})?.length);
        const listed = await verdicts.violators({ tags: filter }, 'all', -1, 1000);
        expect(listed.map(({ resource }) => resource.id)).toEqual(having.map(({ id }) => id));
      }
      for (const severity of ['all', 'errors', 'warnings'] as const) {
        const listed = await verdicts.violators({}, severity, -1, 1000);
        const having = resources.filter(({ tags: own, ...resource }) =>
          (own && evaluator.violations(resource, own))?.some(
            (violation) => severity === 'all' || `${violation.severity}s` === severity,
          ),
        );
        expect(listed.map(({ resource }) => resource.id)).toEqual(having.map(({ id }) => id));
        expect(await verdicts.violatorCount({}, severity)).toBe(having.length);
      }
      for (const asked of [undefined, ...inForce.policy.requiredTags.map(({ name }) => [name])]) {
        const missing = resources.filter(({ tags: own, ...resource }) =>
          (own && evaluator.violations(resource, own))?.some(
            ({ type, tag }) =>
              (type === 'missing_required_tag' || type === 'misspelt_key') && (asked?.includes(tag) ?? true),
          ),
        );
        const filter = asked ? { missingTags: asked } : {};
        expect(await verdicts.missingCount(filter)).toBe(missing.length);
        const listed = await verdicts.missing(filter, 'position', 0, 1000);
        expect(listed.map(({ id }) => id)).toEqual(missing.map(({ id }) => id));
      }
    }),
    { numRuns: 60, seed: 11 },
  );
}, 120_000);
