import type { CloudName } from '../../model/cloud.ts';
import type { PolicyInForce, Severity, TaggingPolicy, TagRule } from '../../model/policy.ts';
import type { Tags } from '../../model/resource.ts';
import type { JudgedTag, Judgement, Shape, TagPlace } from '../../store/inventory.ts';
import { keyProblem, valueProblem } from './naming.ts';
import { re2Pattern } from './re2-pattern.ts';
import { applies, type CloudForm, cloudForm, placeOf, type ResourceType } from './rules.ts';
import { type ValueVerdict, valueJudge } from './values.ts';

export type ViolationType =
  | 'missing_required_tag'
  | 'invalid_value'
  | 'invalid_format'
  | 'misspelt_key'
  | 'naming_rule';

export interface Violation {
  readonly type: ViolationType;
  /** The tag that the policy asks for; for a naming rule, the key as it stands. */
  readonly tag: string;
  readonly severity: Severity;
  /** The value as it stands; undefined when there is none. */
  readonly value: string | undefined;
  readonly allowedValues: readonly string[] | undefined;
  /** The key that stands there instead, or what is wrong with a name. */
  readonly detail: string | undefined;
}

interface RuleJudge {
  readonly rule: TagRule;
  readonly required: boolean;
  readonly severity: Severity;
  readonly forms: ReadonlyMap<CloudName, { readonly form: CloudForm; readonly judge: (value: string) => ValueVerdict }>;
}

export interface Evaluator {
  /** Undefined where the policy asks nothing of the type. Required tags first, in the policy's order. */
  violations(resource: ResourceType, tags: Tags): Violation[] | undefined;
  /** The same policy for all resources of one snapshot: each distinct set of keys is judged here, once. */
  judgement(cloud: CloudName, shapes: readonly Shape[]): Judgement;
}

function ruleJudges(policy: TaggingPolicy): RuleJudge[] {
  const judgeOf =
    (required: boolean) =>
    (rule: TagRule): RuleJudge => ({
      rule,
      required,
      severity: rule.severity,
      forms: new Map(
        rule.clouds.map((cloud) => {
          const form = cloudForm(rule, cloud);
          return [cloud, { form, judge: valueJudge(form, required) }];
        }),
      ),
    });
  return [...policy.requiredTags.map(judgeOf(true)), ...policy.optionalTags.map(judgeOf(false))];
}

/** Every tool judges by one of these. */
export function createEvaluator({ policy, version }: PolicyInForce): Evaluator {
  const judges = ruleJudges(policy);

  function ruleViolation(
    { rule, required, severity, forms }: RuleJudge,
    resource: ResourceType,
    tags: Tags,
  ): Violation | undefined {
    const own = forms.get(resource.cloud);
    if (!own || !applies(rule, resource)) return undefined;
    const place = placeOf(own.form, Object.keys(tags), policy, resource.cloud);
    const base = { tag: rule.name, severity, allowedValues: own.form.allowedValues };
    if (place.found !== 'exact') {
      if (!required) return undefined;
      return place.found === 'missing'
        ? { ...base, type: 'missing_required_tag', value: undefined, detail: undefined }
        : { ...base, type: 'misspelt_key', value: tags[place.key], detail: place.key };
    }
    const value = tags[place.key] ?? '';
    const verdict = own.judge(value);
    return verdict === 'ok' ? undefined : { ...base, type: verdict, value, detail: own.form.validationRegex };
  }

  function namingViolations({ cloud }: ResourceType, tags: Tags): Violation[] {
    return Object.entries(tags).flatMap(([key, value]) =>
      [keyProblem(key, policy.namingRules, cloud), valueProblem(value, policy.namingRules)].flatMap(
        (detail): Violation[] =>
          detail === undefined
            ? []
            : [{ type: 'naming_rule', tag: key, severity: 'warning', value, allowedValues: undefined, detail }],
      ),
    );
  }

  return {
    violations(resource, tags) {
      if (!policy.requiredTags.some((rule) => applies(rule, resource))) return undefined;
      const ofRules = judges.flatMap((judge) => ruleViolation(judge, resource, tags) ?? []);
      return [...ofRules, ...namingViolations(resource, tags)];
    },
    judgement: (cloud, shapes) => ({
      version,
      tags: judges.map((judge) => judgedTag(judge, cloud, shapes, policy)),
      unjudged: new Set(
        shapes.flatMap(({ shape, keys, taggable, ...type }) =>
          keys && taggable && policy.requiredTags.some((rule) => applies(rule, { cloud, ...type })) ? [] : [shape],
        ),
      ),
      badKeys: new Map(
        shapes.map(({ shape, keys = [] }) => [
          shape,
          keys.filter((key) => keyProblem(key, policy.namingRules, cloud) !== undefined).length,
        ]),
      ),
      maxValueLength: policy.namingRules.maxValueLength,
    }),
  };
}

function judgedTag(
  { rule, required, severity, forms }: RuleJudge,
  cloud: CloudName,
  shapes: readonly Shape[],
  policy: TaggingPolicy,
): JudgedTag {
  const own = forms.get(cloud);
  const base = { name: rule.name, required, severity } as const;
  if (!own) return { ...base, places: new Map(), tests: [], rule: '', judge: () => 'ok' };
  const { form, judge } = own;
  const tests = testsOf(form);
  const placeIn = ({ keys, emptyKeys, type, kind }: Shape): TagPlace => {
    if (!keys || !applies(rule, { cloud, type, kind })) return 'ok';
    const place = placeOf(form, keys, policy, cloud);
    if (place.found !== 'exact')
      return !required ? 'ok' : place.found === 'missing' ? 'missing_required_tag' : 'misspelt_key';
    if (emptyKeys.includes(place.key)) return judge('');
    return tests.length === 0 ? 'ok' : { key: place.key };
  };
  return {
    ...base,
    places: new Map(shapes.map((shape) => [shape.shape, placeIn(shape)])),
    tests,
    rule: JSON.stringify([form.allowedValues, rule.caseSensitive, form.validationRegex]),
    judge,
  };
}

/** What the engine can test by itself; the evaluator's own judge says the same of every value that it may test. */
function testsOf({ allowedValues, validationRegex, rule }: CloudForm): JudgedTag['tests'] {
  const pattern = validationRegex === undefined ? undefined : re2Pattern(validationRegex);
  return [
    ...(allowedValues
      ? [{ fails: 'invalid_value', test: { oneOf: allowedValues, fold: !rule.caseSensitive } } as const]
      : []),
    ...(validationRegex === undefined
      ? []
      : [{ fails: 'invalid_format', test: pattern === undefined ? undefined : { pattern } } as const]),
  ];
}
