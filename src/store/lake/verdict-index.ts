import type { CellFilter, Verdict, VerdictCounts, VerdictGroup } from '../inventory.ts';
import { VERDICTS } from '../inventory.ts';
import { wordsIn } from '../unit-index.ts';
import type { CellTable } from './cell-table.ts';
import type { Numbers } from './row-numbers.ts';
import type { VerdictKind } from './verdict-kinds.ts';

/** What a question is about: cells, and of their rows all or those that are marked. */
export interface RowFilter {
  readonly cells: CellFilter;
  readonly rows: Numbers | undefined;
}

/** What the resources of a cell have in common. */
export type CellGroup = Exclude<VerdictGroup, 'none'>;

/** The verdicts of every resource as arrays, which a question walks in a few milliseconds and without the engine. */
export interface VerdictIndex {
  counts(filter: RowFilter, group: CellGroup): VerdictCounts[];
  /** How many are of such kinds. */
  count(filter: RowFilter, isWanted: (kind: VerdictKind) => boolean): number;
  isOf(position: number, isWanted: (kind: VerdictKind) => boolean): boolean;
  /** Where those are, in order. */
  places(filter: RowFilter, isWanted: (kind: VerdictKind) => boolean, page: PlacePage): Place[];
}

/** Which of them: those at a position or behind it, without the first few, at most so many. */
export interface PlacePage {
  readonly from?: number;
  readonly offset?: number;
  readonly limit: number;
}

/** A resource in the rows file. */
export interface Place {
  readonly position: number;
  readonly cell: number;
}

/** @param kindAt by position, an index into `kinds`. */
export function verdictIndex(
  kindAt: Int32Array,
  kinds: readonly VerdictKind[],
  cells: CellTable,
  tags: number,
): VerdictIndex {
  const { account, region, type, starts } = cells;

  function cellsIn({ accounts, regions, types }: CellFilter): number[] {
    const [ofAccounts, ofRegions, ofTypes] = [
      wordsIn(account, accounts),
      wordsIn(region, regions),
      wordsIn(type, types),
    ];
    const found: number[] = [];
    for (let cell = 0; cell < starts.length - 1; cell++)
      if (ofAccounts[account.at[cell] ?? 0] && ofRegions[region.at[cell] ?? 0] && ofTypes[type.at[cell] ?? 0])
        found.push(cell);
    return found;
  }

  function* placesOf(filter: RowFilter, isWanted: (kind: VerdictKind) => boolean, from: number): Generator<Place> {
    const wanted = kinds.map(isWanted);
    for (const cell of cellsIn(filter.cells)) {
      const end = starts[cell + 1] ?? 0;
      for (let position = Math.max(starts[cell] ?? 0, from); position < end; position++)
        if (wanted[kindAt[position] ?? -1] && (filter.rows?.[position] ?? 1) !== 0) yield { position, cell };
    }
  }

  return {
    counts(filter, group) {
      const { words, at } = cells[group];
      const perGroup = words.map(() => new Int32Array(kinds.length));
      for (const cell of cellsIn(filter.cells)) {
        const resources = perGroup[at[cell] ?? 0];
        if (resources) countKinds(kindAt, filter.rows, starts[cell] ?? 0, starts[cell + 1] ?? 0, resources);
      }
      return perGroup
        .map((resources, group) => countsOf(words[group] ?? '', resources, kinds, tags))
        .filter(({ resources }) => resources > 0)
        .sort((a, b) => (a.group < b.group ? -1 : 1));
    },
    count(filter, isWanted) {
      let count = 0;
      for (const _ of placesOf(filter, isWanted, 0)) count++;
      return count;
    },
    isOf(position, isWanted) {
      const kind = kinds[kindAt[position] ?? -1];
      return kind !== undefined && isWanted(kind);
    },
    places(filter, isWanted, { from = 0, offset = 0, limit }) {
      const places: Place[] = [];
      let left = offset;
      for (const place of placesOf(filter, isWanted, from)) {
        if (places.length >= limit) break;
        if (left > 0) left--;
        else places.push(place);
      }
      return places;
    },
  };
}

function countKinds(
  kindAt: Int32Array,
  rows: Numbers | undefined,
  from: number,
  end: number,
  resources: Int32Array,
): void {
  for (let position = from; position < end; position++) {
    if (rows && rows[position] === 0) continue;
    const kind = kindAt[position] ?? 0;
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
}

function countsOf(group: string, perKind: Int32Array, kinds: readonly VerdictKind[], tags: number): VerdictCounts {
  const total = { resources: 0, judged: 0, compliant: 0, missing: 0, namingViolations: 0 };
  const byTag = Array.from({ length: tags }, () => new Array<number>(VERDICTS.length).fill(0));
  for (let index = 0; index < perKind.length; index++) {
    const resources = perKind[index] ?? 0;
    const kind = kinds[index];
    if (resources === 0 || !kind) continue;
    total.resources += resources;
    if (!kind.judged) continue;
    total.judged += resources;
    if (!kind.hasErrors) total.compliant += resources;
    if (kind.missesRequired) total.missing += resources;
    total.namingViolations += resources * kind.naming;
    for (const [tag, counts] of byTag.entries()) {
      const code = kind.codes[tag] ?? 0;
      counts[code] = (counts[code] ?? 0) + resources;
    }
  }
  return {
    group,
    ...total,
    byTag: byTag.map(
      (counts) =>
        Object.fromEntries(VERDICTS.map((verdict, code) => [verdict, counts[code] ?? 0])) as Record<Verdict, number>,
    ),
  };
}

/** Counts of all groups together; none where there is no group. */
export function sumOf([first, ...others]: readonly VerdictCounts[]): VerdictCounts[] {
  if (!first) return [];
  return [
    others.reduce(
      (sum, one) => ({
        group: '',
        resources: sum.resources + one.resources,
        judged: sum.judged + one.judged,
        compliant: sum.compliant + one.compliant,
        missing: sum.missing + one.missing,
        namingViolations: sum.namingViolations + one.namingViolations,
        byTag: sum.byTag.map((counts, tag) => addCounts(counts, one.byTag[tag])),
      }),
      { ...first, group: '' },
    ),
  ];
}

const addCounts = (counts: VerdictCounts['byTag'][number], more: VerdictCounts['byTag'][number] | undefined) =>
  Object.fromEntries(VERDICTS.map((verdict) => [verdict, counts[verdict] + (more?.[verdict] ?? 0)])) as Record<
    Verdict,
    number
  >;
