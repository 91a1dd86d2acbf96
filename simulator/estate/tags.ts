import { awsTagForms } from './aws/tag-forms.ts';
import type { PlantedViolation } from './estate.ts';
import { applications, environments, projects } from './policy.ts';
import type { Random } from './random.ts';
import { type RequiredTag, requiredTags, type TagForms } from './tag-forms.ts';

export interface Tagged {
  readonly type: string;
  /** Written as the tag `Name`, mostly. */
  readonly name?: string | undefined;
  /** Where the name already tells them, so that the tags agree with it. */
  readonly application?: string | undefined;
  readonly environment?: string | undefined;
}

export interface PlantedTags {
  readonly tags: Readonly<Record<string, string>>;
  readonly violations: readonly PlantedViolation[];
}

type Fault = 'missing' | 'empty' | 'wrong' | 'misspelt';

const firstNames = [
  ...['ada', 'amir', 'anna', 'ben', 'carla', 'chen', 'dana', 'elif', 'emma', 'farid', 'grace', 'hugo', 'ines', 'ivan'],
  ...['jane', 'jonas', 'kim', 'lara', 'leo', 'maya', 'mona', 'nils', 'olga', 'omar', 'paul', 'priya', 'rosa', 'sam'],
];
const lastNames = [
  ...['adams', 'baker', 'costa', 'diaz', 'eriksen', 'fischer', 'garcia', 'haas', 'ito', 'jansen', 'khan', 'lopez'],
  ...['meyer', 'novak', 'okafor', 'patel', 'quinn', 'rossi', 'singh', 'tanaka', 'weber', 'xu', 'young', 'zimmer'],
];

/** Decides what is wrong first, then writes the tags accordingly: the violations are known, not worked out. */
export function plantTags(random: Random, tagged: Tagged, forms: TagForms = awsTagForms): PlantedTags {
  const condition = random.weighted([
    ['clean', 62],
    ['never tagged', 6],
    ['warnings only', 3],
    ['faulty', 29],
  ] as const);
  if (condition === 'never tagged') {
    return { tags: {}, violations: requiredTags.map((tag) => violation('missing_required_tag', tag)) };
  }
  const faults = condition === 'faulty' ? plannedFaults(random, forms) : new Map<RequiredTag, Fault>();
  const habit = habitualSlip(random, tagged, forms);
  if (habit && !faults.has(habit)) faults.set(habit, 'misspelt');
  const tags: [key: string, value: string][] = [];
  const violations: PlantedViolation[] = [];
  const right = rightValues(random, tagged);
  if (forms.nameTag && tagged.name !== undefined && random.chance(forms.nameTag.chance(tagged.type))) {
    tags.push([forms.nameTag.key, tagged.name]);
  }
  for (const tag of requiredTags) {
    const { written, found } = writeRequired(random, {
      tag,
      right: forms.valueOf(tag, right[tag]),
      fault: faults.get(tag),
      forms,
    });
    if (written) tags.push(written);
    if (found) violations.push(found);
  }
  for (const key of random.sample(Object.keys(forms.freeTags), random.int(0, 3))) {
    tags.push([key, random.pick(forms.freeTags[key] ?? [])]);
  }
  const warn = condition === 'warnings only' || (condition === 'faulty' && random.chance(0.08));
  const warning = warn ? plannedWarning(random, tagged.type, forms) : undefined;
  if (warning === 'special character') {
    const key = random.pick(forms.specialKeys);
    tags.push([key, 'yes']);
    violations.push(violation('naming_rule', key, 'warning'));
  }
  if (warning === 'optional value') {
    tags.push([forms.projectKey, random.pick(['apollo', 'unplanned', 'aurora'])]);
    violations.push(violation('invalid_value', 'Project', 'warning'));
  } else if (random.chance(0.3)) {
    tags.push([forms.projectKey, random.pick(projects)]);
  }
  return { tags: Object.fromEntries(tags), violations };
}

const plannedWarning = (random: Random, type: string, { takesSpecialKeys }: TagForms) =>
  takesSpecialKeys(type) && random.chance(0.5) ? 'special character' : 'optional value';

/** By a stream of its own: a company's other resources stay as they are. */
const habitualSlip = (random: Random, { name = '' }: Tagged, { habit }: TagForms): RequiredTag | undefined =>
  habit && random.fork(`habit of ${name}`).chance(habit.chance) ? habit.tag : undefined;

function plannedFaults(random: Random, forms: TagForms): Map<RequiredTag, Fault> {
  const count = random.weighted([
    [1, 68],
    [2, 24],
    [3, 8],
  ] as const);
  return new Map(random.sample(requiredTags, count).map((tag) => [tag, plannedFault(random, tag, forms)]));
}

const plannedFault = (random: Random, tag: RequiredTag, { wrongValues }: TagForms): Fault =>
  random.weighted([
    ['missing', 45],
    ['empty', 8],
    ['wrong', wrongValues[tag] ? 32 : 0],
    ['misspelt', 15],
  ] as const);

function rightValues(random: Random, tagged: Tagged): Record<RequiredTag, string> {
  const application = applications.find(({ name }) => name === tagged.application) ?? random.pick(applications);
  const owner = `${random.pick(firstNames)}.${random.pick(lastNames)}@northwind.example`;
  return {
    Owner: owner,
    Environment: tagged.environment ?? random.pick(environments),
    CostCenter: application.costCenter,
    Application: application.name,
    Team: application.team,
  };
}

interface Written {
  readonly written?: [key: string, value: string];
  readonly found?: PlantedViolation;
}

interface Required {
  readonly tag: RequiredTag;
  readonly right: string;
  readonly fault: Fault | undefined;
  readonly forms: TagForms;
}

function writeRequired(random: Random, { tag, right, fault, forms }: Required): Written {
  if (fault === 'missing') return { found: violation('missing_required_tag', tag) };
  if (fault === 'misspelt') {
    return { written: [random.pick(forms.misspellings[tag]), right], found: violation('misspelt_key', tag) };
  }
  const spellings = forms.spellings[tag];
  const key = spellings.length === 1 ? (spellings[0] ?? tag) : random.pick(spellings);
  if (fault === 'empty') return { written: [key, ''], found: violation('missing_required_tag', tag) };
  const wrong = forms.wrongValues[tag];
  if (fault === 'wrong' && wrong) {
    return { written: [key, random.pick(wrong.values)], found: violation(wrong.type, tag) };
  }
  return { written: [key, right] };
}

const violation = (
  type: PlantedViolation['type'],
  tag: string,
  severity: PlantedViolation['severity'] = 'error',
): PlantedViolation => ({ type, tag, severity });
