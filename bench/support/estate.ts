import type { Kind } from '../../src/model/kinds.ts';
import type { ResourceFacts, Tags } from '../../src/model/resource.ts';
import type { UnitKey } from '../../src/model/run.ts';

const ACCOUNTS = 400;
const REGIONS = 17;
const TYPES: readonly { readonly type: string; readonly kind: Kind; readonly path: string }[] = [
  { type: 'ec2:instance', kind: 'instance', path: 'ec2:instance/i-' },
  { type: 'ec2:volume', kind: 'volume', path: 'ec2:volume/vol-' },
  { type: 'ec2:snapshot', kind: 'snapshot', path: 'ec2:snapshot/snap-' },
  { type: 'ec2:security-group', kind: 'firewall', path: 'ec2:security-group/sg-' },
  { type: 'lambda:function', kind: 'function', path: 'lambda:function/f-' },
  { type: 'rds:db', kind: 'database', path: 'rds:db/db-' },
  { type: 'elasticloadbalancing:loadbalancer', kind: 'load-balancer', path: 'elasticloadbalancing:loadbalancer/lb-' },
];
export const UNITS = ACCOUNTS * REGIONS * TYPES.length;
const STAGES = ['production', 'staging', 'development', 'test'];
const STATES = ['running', 'stopped', 'available', 'in-use'] as const;
const DAY_MS = 86_400_000;

/** One account, region and type with what its listing gives. */
export interface EstateUnit {
  readonly unit: UnitKey;
  readonly source: { readonly kind: Kind; readonly taggable: boolean };
  readonly rows: readonly ResourceFacts[];
}

/** A well-mixed number that follows from another, so that every run has the same estate. */
function mixed(number: number): number {
  let hash = Math.imul(number ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const chance = (number: number, question: number, share: number): boolean =>
  mixed(number * 16 + question) < share * 2 ** 32;

// Owner is different on each resource. About one in three resources breaks a rule, as in a company that has begun to care.
function tagsOf(number: number, generation: number): Tags {
  const hash = mixed(number);
  const tags: Record<string, string> = { Name: `resource-${number}` };
  const owner = `owner.${number}@example.com`;
  if (!chance(number, 1, 0.09)) tags.Owner = chance(number, 2, 0.04) ? `Team ${number}` : owner;
  else if (chance(number, 3, 0.2)) tags.owner = owner;
  if (!chance(number, 4, 0.07))
    tags.Environment = chance(number, 5, 0.05) ? 'prod' : (STAGES[hash % STAGES.length] ?? '');
  if (!chance(number, 6, 0.05)) tags.CostCenter = chance(number, 7, 0.03) ? 'unknown' : `CC-${1000 + (hash % 9000)}`;
  if (!chance(number, 8, 0.03)) tags.Application = `application-${hash % 300}`;
  if (!chance(number, 9, 0.03)) tags.Team = `team-${(hash + generation) % 40}`;
  return tags;
}

function unitAt(index: number, total: number, now: Date, generation: number): EstateUnit {
  const { type, kind, path } = TYPES[index % TYPES.length] ?? { type: '', kind: 'instance', path: '' };
  const place = Math.floor(index / TYPES.length);
  const region = `region-${(place % REGIONS) + 1}`;
  const account = String(100_000_000_000 + Math.floor(place / REGIONS));
  const [service, rest] = path.split(':');
  const first = Math.floor((index * total) / UNITS);
  const end = Math.floor(((index + 1) * total) / UNITS);
  const rows = Array.from({ length: end - first }, (_, offset): ResourceFacts => {
    const number = first + offset;
    const hash = mixed(number);
    return {
      id: `arn:aws:${service}:${region}:${account}:${rest}${hash.toString(16).padStart(8, '0')}${number.toString(16).padStart(8, '0')}`,
      name: `resource-${number}`,
      state: STATES[hash % STATES.length] ?? 'unknown',
      createdAt: new Date(now.getTime() - (hash % 1500) * DAY_MS).toISOString(),
      tags: tagsOf(number, generation),
      attributes: { sizeGib: hash % 1000, storageType: 'gp3', encrypted: hash % 3 > 0, availabilityZone: `${region}a` },
    };
  });
  return { unit: { cloud: 'aws', account, region, type }, source: { kind, taggable: true }, rows };
}

/** The estate, unit by unit. */
export function* estateUnits(total: number, now: Date): Generator<EstateUnit> {
  for (let index = 0; index < UNITS; index++) yield unitAt(index, total, now, 0);
}

/** One unit as it looks after so many changes; each generation touches another one. */
export const changedUnit = (total: number, now: Date, generation: number): EstateUnit =>
  unitAt(generation * 997, total, now, generation);

/** Five required tags. Each version asks something else of the values of three of them and has the same violations. */
export const estatePolicy = (version: number): string =>
  JSON.stringify({
    version: '2.0',
    required_tags: [
      {
        name: 'Owner',
        description: 'Who answers for it',
        validation_regex: `^[a-z0-9._-]+@[a-z0-9.-]+\\.[a-z]{2,${10 + version}}$`,
      },
      { name: 'Environment', description: 'Stage', allowed_values: [...STAGES, `stage-${version}`] },
      { name: 'CostCenter', description: 'Who pays', validation_regex: `^CC-(?:\\d{4}|v${version})$` },
      { name: 'Application', description: 'What it belongs to' },
      { name: 'Team', description: 'Who runs it' },
    ],
  });

export const POLICY_TAGS = ['Owner', 'Environment', 'CostCenter', 'Application', 'Team'] as const;
