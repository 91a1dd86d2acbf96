import type { Gap } from '../../model/gap.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { GapPlace } from '../gaps.ts';
import { ATTRIBUTE_SHAPES, hasShape, isId, isInstant, STATES } from './row-shape.ts';

/** What a provider said is held against what a resource may be, before it is kept. */
export interface RowCheck {
  /** The resource without the fields that break the shape; undefined where nothing identifies it. */
  checked(facts: ResourceFacts): ResourceFacts | undefined;
  /** A gap for each field that was left out, and one for the resources that were. */
  gaps(): Gap[];
  /** Whether a resource was left out: its unit is then not whole, so that nothing counts as gone. */
  lost(): boolean;
}

const ID = 'id';

const FIELDS = {
  name: 'text',
  region: 'text',
  providerState: 'text',
  taggable: 'boolean',
  flags: 'texts',
  tags: 'textMap',
} as const;
const FIELD_SHAPES = Object.entries(FIELDS) as [keyof typeof FIELDS, (typeof FIELDS)[keyof typeof FIELDS]][];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The names of the fields that break the shape; nothing is made where none does. */
function brokenIn(facts: ResourceFacts): string[] | undefined {
  let broken: string[] | undefined;
  const note = (field: string) => {
    broken ??= [];
    broken.push(field);
  };
  for (const [field, shape] of FIELD_SHAPES) {
    const value = facts[field];
    if (value !== undefined && !hasShape(value, shape)) note(field);
  }
  if (facts.state !== undefined && !STATES.has(facts.state)) note('state');
  if (facts.createdAt !== undefined && !isInstant(facts.createdAt)) note('createdAt');
  const { attributes } = facts as { attributes: unknown };
  if (!isObject(attributes)) note('attributes');
  else
    for (const name in attributes) {
      const value: unknown = Reflect.get(attributes, name);
      const shape = ATTRIBUTE_SHAPES.get(name);
      if (value !== undefined && (shape === undefined || !hasShape(value, shape))) note(`attributes.${name}`);
    }
  return broken;
}

function without(facts: ResourceFacts, broken: readonly string[]): ResourceFacts {
  const attributes = isObject(facts.attributes) ? facts.attributes : {};
  const isKept =
    (prefix: string) =>
    ([name]: [string, unknown]) =>
      !broken.includes(`${prefix}${name}`);
  return {
    ...Object.fromEntries(Object.entries(facts).filter(isKept(''))),
    id: facts.id,
    attributes: Object.fromEntries(Object.entries(attributes).filter(isKept('attributes.'))),
  };
}

/** Checks the resources of one unit. */
export function createRowCheck(place: GapPlace): RowCheck {
  const counts = new Map<string, number>();
  const count = (field: string) => counts.set(field, (counts.get(field) ?? 0) + 1);
  return {
    checked(facts) {
      if (!isId((facts as { id: unknown }).id)) {
        count(ID);
        return undefined;
      }
      const broken = brokenIn(facts);
      if (!broken) return facts;
      for (const field of broken) count(field);
      return without(facts, broken);
    },
    gaps: () =>
      [...counts].map(([field, times]): Gap => {
        const resources = `${times} ${times === 1 ? 'resource' : 'resources'}`;
        const what = `${place.resourceType ?? 'what'} was told with something that is no ${field}`;
        return field === ID
          ? { ...place, reason: 'failed', detail: `${what}: ${resources} left out` }
          : { ...place, reason: 'failed', detail: `${what}, which is left out of ${resources}`, fieldsOnly: true };
      }),
    lost: () => counts.has(ID),
  };
}
