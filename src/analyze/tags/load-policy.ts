import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { CLOUDS, type CloudName } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import type { CloudRule, PolicyInForce, TaggingPolicy, TagRule } from '../../model/policy.ts';
import { yamlText } from '../yaml-text.ts';
import { linearMatch } from './linear-match.ts';
import { type PolicyFile, policyFile, type TagEntry } from './policy-file.ts';

/** What a person may hold in a file: text, and what to call it in messages. */
export interface PolicyText {
  readonly text: string;
  /** In answers: `file: policy.json`. */
  readonly source: string;
  /** In errors: `policy.json`. */
  readonly fileName: string;
}

type Path = readonly PropertyKey[];
type Locate = (path: Path) => string;

const MOST_ERRORS = 5;

const written = (path: Path): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );

const KEYS = [
  ...Object.keys(policyFile.shape),
  'name',
  'description',
  'allowed_values',
  'validation_regex',
  'applies_to',
  'enforcement',
  'cloud_specific',
  'severity',
  'case_sensitive',
  'normalize_to',
  'case_sensitivity',
  'allow_special_characters',
  'max_key_length',
  'max_value_length',
  'reserved_prefixes',
];

function problems(error: z.ZodError, locate: Locate): string[] {
  return error.issues.map((issue) => {
    const at = `${locate(issue.path)}: ${written(issue.path) || 'the policy'}`;
    if (issue.code !== 'unrecognized_keys') return `${at}: ${issue.message}`;
    const words = issue.keys.map((key) => {
      const near = nearest(key, KEYS);
      return `unknown key «${key.slice(0, 80)}»${near ? `, did you mean «${near}»?` : ''}`;
    });
    return `${locate([...issue.path, issue.keys[0] ?? ''])}: ${written(issue.path) || 'the policy'}: ${words.join('; ')}`;
  });
}

function badPatterns(file: PolicyFile, locate: Locate): string[] {
  const found: string[] = [];
  const check = (regex: string | null | undefined, path: Path): void => {
    if (regex == null) return;
    try {
      linearMatch(regex);
    } catch (error) {
      if (!(error instanceof UserError || error instanceof SyntaxError)) throw error;
      const words = error instanceof UserError ? error.message : `not a regular expression: ${error.message}`;
      found.push(`${locate(path)}: ${written(path)}: ${words}`);
    }
  };
  for (const list of ['required_tags', 'optional_tags'] as const)
    for (const [index, tag] of (file[list] ?? []).entries()) {
      check(tag.validation_regex, [list, index, 'validation_regex']);
      for (const cloud of CLOUDS)
        check(tag.cloud_specific?.[cloud]?.validation_regex, [
          list,
          index,
          'cloud_specific',
          cloud,
          'validation_regex',
        ]);
    }
  return found;
}

function repeatedNames(file: PolicyFile, locate: Locate): string[] {
  const seen = new Set<string>();
  return (['required_tags', 'optional_tags'] as const).flatMap((list) =>
    (file[list] ?? []).flatMap(({ name }, index) => {
      if (!seen.has(name)) return seen.add(name) && [];
      return [`${locate([list, index, 'name'])}: ${list}[${index}]: the tag «${name}» is there twice`];
    }),
  );
}

function appliesTo(entry: TagEntry, scope: readonly CloudName[]): Pick<TagRule, 'appliesTo' | 'clouds'> {
  const named = entry.applies_to;
  if (named == null || Array.isArray(named)) {
    const list = named ?? [];
    return { appliesTo: { aws: list, azure: list, gcp: list }, clouds: scope };
  }
  // Where clouds are named one by one, one that is left out is not concerned.
  const clouds = scope.filter((cloud) => named[cloud] !== undefined);
  return {
    appliesTo: { aws: named.aws ?? [], azure: named.azure ?? [], gcp: named.gcp ?? [] },
    clouds: Object.keys(named).length === 0 ? scope : clouds,
  };
}

const values = <T>(list: readonly T[] | null | undefined): readonly T[] | undefined =>
  list?.length ? list : undefined;

function tagRule(entry: TagEntry, scope: readonly CloudName[]): TagRule {
  const allowedValues = values(entry.allowed_values);
  const cloudSpecific = Object.fromEntries(
    CLOUDS.flatMap((cloud) => {
      const own = entry.cloud_specific?.[cloud];
      if (!own) return [];
      const ownValues = values(own.allowed_values);
      const rule: CloudRule = {
        ...(own.name === undefined ? {} : { name: own.name }),
        ...(ownValues === undefined ? {} : { allowedValues: ownValues }),
        ...(own.validation_regex == null ? {} : { validationRegex: own.validation_regex }),
      };
      return [[cloud, rule]];
    }),
  );
  return {
    name: entry.name,
    ...(entry.description == null ? {} : { description: entry.description }),
    ...(allowedValues === undefined ? {} : { allowedValues }),
    ...(entry.validation_regex == null ? {} : { validationRegex: entry.validation_regex }),
    ...appliesTo(entry, scope),
    severity: entry.severity ?? 'error',
    caseSensitive: entry.enforcement?.case_sensitive ?? true,
    ...(entry.enforcement?.normalize_to == null ? {} : { normalizeTo: entry.enforcement.normalize_to }),
    cloudSpecific,
  };
}

function taggingPolicy(file: PolicyFile): TaggingPolicy {
  const scope = file.scope ?? CLOUDS;
  const naming = file.tag_naming_rules ?? {};
  return {
    format: file.version,
    scope,
    requiredTags: file.required_tags.map((entry) => tagRule(entry, scope)),
    optionalTags: (file.optional_tags ?? []).map((entry) => tagRule({ ...entry, severity: 'warning' }, scope)),
    namingRules: {
      caseSensitivity: naming.case_sensitivity ?? true,
      allowSpecialCharacters: naming.allow_special_characters ?? true,
      ...(naming.max_key_length === undefined ? {} : { maxKeyLength: naming.max_key_length }),
      ...(naming.max_value_length === undefined ? {} : { maxValueLength: naming.max_value_length }),
      reservedPrefixes: naming.reserved_prefixes ?? [],
    },
  };
}

/**
 * A policy file (JSON or YAML, format 1.0 or 2.0) as the evaluator reads it.
 * @throws UserError naming file, line and column of each mistake, the first few.
 */
export function loadPolicy(policy: PolicyText): PolicyInForce {
  const { value, placeOf } = yamlText(policy.fileName, policy.text);
  const locate: Locate = (path) => `${policy.fileName}${placeOf(path)}`;
  const checked = policyFile.safeParse(value);
  const mistakes = checked.success
    ? [...badPatterns(checked.data, locate), ...repeatedNames(checked.data, locate)]
    : problems(checked.error, locate);
  if (mistakes.length > 0 || !checked.success) {
    const more = mistakes.length > MOST_ERRORS ? [`and ${mistakes.length - MOST_ERRORS} more`] : [];
    throw new UserError([`The tagging policy has mistakes:`, ...mistakes.slice(0, MOST_ERRORS), ...more].join('\n'));
  }
  const loaded = taggingPolicy(checked.data);
  const version = createHash('sha256').update(JSON.stringify(loaded)).digest('hex').slice(0, 16);
  return { policy: loaded, version, source: policy.source };
}
