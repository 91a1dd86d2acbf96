import type { JudgedTag, Judgement, Verdict } from '../inventory.ts';
import { VERDICTS } from '../inventory.ts';
import type { Numbers } from './row-numbers.ts';

/** What resources with the same verdicts on every tag have in common. A million resources have a few hundred of these. */
export interface VerdictKind {
  readonly judged: boolean;
  readonly naming: number;
  /** By position of the tag: an index into `VERDICTS`. */
  readonly codes: readonly number[];
  readonly hasErrors: boolean;
  readonly hasWarnings: boolean;
  readonly missesRequired: boolean;
}

export const codeOf = (verdict: Verdict): number => VERDICTS.indexOf(verdict);
/** The verdicts on a tag that is not there. */
const MISSING: readonly number[] = [codeOf('missing_required_tag'), codeOf('misspelt_key')];

/** Whether the tag at one of these positions is missing. */
export const misses = (codes: readonly number[], positions: readonly number[]): boolean =>
  positions.some((position) => MISSING.includes(codes[position] ?? 0));

/** What the engine says of every row. */
export interface RowFindings {
  readonly shapes: Numbers;
  /** How many shapes there are. */
  readonly shapeCount: number;
  /** By position of a value test: an index into `VERDICTS`. */
  readonly tested: readonly Numbers[];
  /** How many values of a row are too long; undefined where none is. */
  readonly longValues: Numbers | undefined;
}

/** What the keys of a shape say of it: of each tag a verdict, or which value test has it. */
interface ShapeClass {
  readonly judged: boolean;
  readonly badKeys: number;
  readonly places: readonly { readonly code?: number; readonly test?: number }[];
}

/** Gives each row the number of its kind: by what its keys say, by what each test says of its values, and by long values. */
export function verdictKinds(
  judgement: Judgement,
  testOf: (tag: JudgedTag, key: string) => number,
  { shapes, shapeCount, tested, longValues }: RowFindings,
): { kindAt: Int32Array; kinds: VerdictKind[] } {
  const { classes, classOf } = shapeClasses(judgement, testOf, shapeCount);
  const kindAt = new Int32Array(shapes.length);
  for (let row = 0; row < shapes.length; row++) kindAt[row] = classOf[shapes[row] ?? 0] ?? 0;
  let beginnings: readonly (readonly number[])[] = classes.map((_, index) => [index]);
  for (const column of tested) beginnings = lengthen(kindAt, beginnings, column, VERDICTS.length);
  if (longValues) beginnings = lengthen(kindAt, beginnings, longValues, largest(longValues) + 1);
  const kinds: VerdictKind[] = [];
  const numbers = new Map<string, number>();
  const kindOf = Int32Array.from(beginnings, ([first = 0, ...codes]) => {
    const kind = verdictKind(judgement.tags, classes[first], codes, longValues ? codes[tested.length] : 0);
    const name = `${kind.judged} ${kind.naming} ${kind.codes}`;
    const known = numbers.get(name) ?? kinds.push(kind) - 1;
    numbers.set(name, known);
    return known;
  });
  for (let row = 0; row < kindAt.length; row++) kindAt[row] = kindOf[kindAt[row] ?? 0] ?? 0;
  return { kindAt, kinds };
}

function shapeClasses(
  { tags, unjudged, badKeys }: Judgement,
  testOf: (tag: JudgedTag, key: string) => number,
  shapeCount: number,
): { classes: ShapeClass[]; classOf: Int32Array } {
  const classes: ShapeClass[] = [];
  const numbers = new Map<string, number>();
  const classOf = Int32Array.from({ length: shapeCount }, (_, shape) => {
    const own: ShapeClass = {
      judged: !unjudged.has(shape),
      badKeys: badKeys.get(shape) ?? 0,
      places: tags.map((tag) => {
        const place = tag.places.get(shape) ?? 'ok';
        return typeof place === 'string' ? { code: codeOf(place) } : { test: testOf(tag, place.key) };
      }),
    };
    const name = JSON.stringify(own);
    const known = numbers.get(name) ?? classes.push(own) - 1;
    numbers.set(name, known);
    return known;
  });
  return { classes, classOf };
}

/** Tells rows apart by one column more, in place: what each is now known by is returned. */
function lengthen(
  at: Int32Array,
  beginnings: readonly (readonly number[])[],
  column: Numbers,
  values: number,
): (readonly number[])[] {
  const known = new Int32Array(beginnings.length * values).fill(-1);
  const longer: (readonly number[])[] = [];
  for (let row = 0; row < at.length; row++) {
    const before = at[row] ?? 0;
    const value = column[row] ?? 0;
    let number = known[before * values + value] ?? -1;
    if (number < 0) {
      number = longer.push([...(beginnings[before] ?? []), value]) - 1;
      known[before * values + value] = number;
    }
    at[row] = number;
  }
  return longer;
}

function largest(column: Numbers): number {
  let most = 0;
  for (let row = 0; row < column.length; row++) most = Math.max(most, column[row] ?? 0);
  return most;
}

function verdictKind(
  tags: readonly JudgedTag[],
  { judged, badKeys, places }: ShapeClass = { judged: false, badKeys: 0, places: [] },
  tested: readonly number[],
  longValues = 0,
): VerdictKind {
  if (!judged) return { judged, naming: 0, codes: [], hasErrors: false, hasWarnings: false, missesRequired: false };
  const codes = places.map(({ code, test }) => code ?? tested[test ?? -1] ?? 0);
  const naming = badKeys + longValues;
  const fails = (severity: JudgedTag['severity']): boolean =>
    tags.some((tag, position) => tag.severity === severity && codes[position] !== 0);
  return {
    judged,
    naming,
    codes,
    hasErrors: fails('error'),
    hasWarnings: naming > 0 || fails('warning'),
    missesRequired: misses(
      codes,
      tags.flatMap(({ required }, position) => (required ? [position] : [])),
    ),
  };
}
