import type { PlantedViolation } from './estate.ts';
import { applications, environments, projects } from './policy.ts';
import type { Random } from './random.ts';

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

type RequiredTag = 'Owner' | 'Environment' | 'CostCenter' | 'Application' | 'Team';
type Fault = 'missing' | 'empty' | 'wrong' | 'misspelt';

const requiredTags: readonly RequiredTag[] = ['Owner', 'Environment', 'CostCenter', 'Application', 'Team'];

/** Values that the policy refuses, and the name of the refusal. Team takes any value. */
const wrongValues: Readonly<
  Partial<Record<RequiredTag, { type: 'invalid_value' | 'invalid_format'; values: readonly string[] }>>
> = {
  Owner: { type: 'invalid_format', values: ['platform team', 'jdoe', 'n/a', 'ops at northwind.example', 'TBD'] },
  Environment: { type: 'invalid_value', values: ['prod', 'Production', 'dev', 'qa', 'uat', 'live'] },
  CostCenter: { type: 'invalid_format', values: ['CC-12', 'cc-1010', '1020', 'CC-30100', 'CC-TBD', 'shared'] },
  Application: { type: 'invalid_value', values: ['legacy', 'Checkout', 'app1', 'monolith', 'unknown', 'poc'] },
};

const misspellings: Readonly<Record<RequiredTag, readonly string[]>> = {
  Owner: ['owner', 'Onwer', 'Owners'],
  Environment: ['Enviroment', 'environment', 'Enviornment'],
  CostCenter: ['cost-center', 'costcenter', 'CostCentre'],
  Application: ['Aplication', 'application', 'Applicaton'],
  Team: ['team', 'Teams'],
};

const keysWithSpecialCharacters = ['team#lead', 'on!call', 'price$class', 'shift*plan'];

const freeTags: Readonly<Record<string, readonly string[]>> = {
  ManagedBy: ['terraform', 'cloudformation', 'console', 'cdk'],
  Backup: ['daily', 'weekly', 'none'],
  Compliance: ['pci', 'gdpr', 'none'],
  Schedule: ['office-hours', 'always'],
  Repository: ['northwind/infrastructure', 'northwind/services', 'northwind/data'],
};

const firstNames = [
  ...['ada', 'amir', 'anna', 'ben', 'carla', 'chen', 'dana', 'elif', 'emma', 'farid', 'grace', 'hugo', 'ines', 'ivan'],
  ...['jane', 'jonas', 'kim', 'lara', 'leo', 'maya', 'mona', 'nils', 'olga', 'omar', 'paul', 'priya', 'rosa', 'sam'],
];
const lastNames = [
  ...['adams', 'baker', 'costa', 'diaz', 'eriksen', 'fischer', 'garcia', 'haas', 'ito', 'jansen', 'khan', 'lopez'],
  ...['meyer', 'novak', 'okafor', 'patel', 'quinn', 'rossi', 'singh', 'tanaka', 'weber', 'xu', 'young', 'zimmer'],
];

/** Decides what is wrong first, then writes the tags accordingly: the violations are known, not worked out. */
export function plantTags(random: Random, tagged: Tagged): PlantedTags {
  const condition = random.weighted([
    ['clean', 62],
    ['never tagged', 6],
    ['warnings only', 3],
    ['faulty', 29],
  ] as const);
  if (condition === 'never tagged') {
    return { tags: {}, violations: requiredTags.map((tag) => violation('missing_required_tag', tag)) };
  }
  const faults = condition === 'faulty' ? plannedFaults(random) : new Map<RequiredTag, Fault>();
  const tags: [key: string, value: string][] = [];
  const violations: PlantedViolation[] = [];
  const right = rightValues(random, tagged);
  if (tagged.name !== undefined && random.chance(tagged.type.startsWith('ec2:') ? 0.9 : 0.2)) {
    tags.push(['Name', tagged.name]);
  }
  for (const tag of requiredTags) {
    const { written, found } = writeRequired(random, tag, right[tag], faults.get(tag));
    if (written) tags.push(written);
    if (found) violations.push(found);
  }
  for (const key of random.sample(Object.keys(freeTags), random.int(0, 3))) {
    tags.push([key, random.pick(freeTags[key] ?? [])]);
  }
  const warn = condition === 'warnings only' || (condition === 'faulty' && random.chance(0.08));
  const warning = warn ? plannedWarning(random, tagged.type) : undefined;
  if (warning === 'special character') {
    const key = random.pick(keysWithSpecialCharacters);
    tags.push([key, 'yes']);
    violations.push(violation('naming_rule', key, 'warning'));
  }
  if (warning === 'optional value') {
    tags.push(['Project', random.pick(['apollo', 'unplanned', 'aurora'])]);
    violations.push(violation('invalid_value', 'Project', 'warning'));
  } else if (random.chance(0.3)) {
    tags.push(['Project', random.pick(projects)]);
  }
  return { tags: Object.fromEntries(tags), violations };
}

/** Only EC2 takes any character in a key; the other services refuse such a tag. */
const plannedWarning = (random: Random, type: string) =>
  type.startsWith('ec2:') && random.chance(0.5) ? 'special character' : 'optional value';

function plannedFaults(random: Random): Map<RequiredTag, Fault> {
  const count = random.weighted([
    [1, 68],
    [2, 24],
    [3, 8],
  ] as const);
  return new Map(random.sample(requiredTags, count).map((tag) => [tag, plannedFault(random, tag)]));
}

const plannedFault = (random: Random, tag: RequiredTag): Fault =>
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

function writeRequired(random: Random, tag: RequiredTag, right: string, fault: Fault | undefined): Written {
  if (fault === 'missing') return { found: violation('missing_required_tag', tag) };
  if (fault === 'empty') return { written: [tag, ''], found: violation('missing_required_tag', tag) };
  if (fault === 'misspelt') {
    return { written: [random.pick(misspellings[tag]), right], found: violation('misspelt_key', tag) };
  }
  const wrong = wrongValues[tag];
  if (fault === 'wrong' && wrong) {
    return { written: [tag, random.pick(wrong.values)], found: violation(wrong.type, tag) };
  }
  return { written: [tag, right] };
}

const violation = (
  type: PlantedViolation['type'],
  tag: string,
  severity: PlantedViolation['severity'] = 'error',
): PlantedViolation => ({ type, tag, severity });
