import type { Cell, CellFilter, Verdict, VerdictCounts, VerdictGroup } from '../inventory.ts';
import { VERDICTS } from '../inventory.ts';

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

/** The verdicts of every resource as arrays, which a question walks in a few milliseconds and without the engine. */
export interface VerdictIndex {
  counts(filter: CellFilter, group: VerdictGroup): VerdictCounts[];
  /** How many are of such kinds. */
  count(filter: CellFilter, isWanted: (kind: VerdictKind) => boolean): number;
  isOf(position: number, isWanted: (kind: VerdictKind) => boolean): boolean;
  /** Where those are, in order. */
  places(filter: CellFilter, isWanted: (kind: VerdictKind) => boolean, page: PlacePage): Place[];
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

/**
 * @param kindAt by position, an index into `kinds`.
 * @param cells in their order, which is that of the positions.
 */
export function verdictIndex(
  kindAt: Int32Array,
  kinds: readonly VerdictKind[],
  cells: readonly Cell[],
  tags: number,
): VerdictIndex {
  /** The cells within a filter, each with the position where it begins. */
  function* cellsIn({ accounts, regions, types }: CellFilter): Generator<{ cell: Cell; start: number }> {
    const wanted = {
      accounts: accounts && new Set(accounts),
      regions: regions && new Set(regions),
      types: types && new Set(types),
    };
    let start = 0;
    for (const cell of cells) {
      const inside =
        (wanted.accounts?.has(cell.account) ?? true) &&
        (wanted.regions?.has(cell.region) ?? true) &&
        (wanted.types?.has(cell.type) ?? true);
      if (inside) yield { cell, start };
      start += cell.resources;
    }
  }

  function* placesOf(filter: CellFilter, isWanted: (kind: VerdictKind) => boolean, from: number): Generator<Place> {
    const wanted = kinds.map(isWanted);
    for (const { cell, start } of cellsIn(filter)) {
      const end = start + cell.resources;
      for (let position = Math.max(start, from); position < end; position++)
        if (wanted[kindAt[position] ?? -1]) yield { position, cell: cell.cell };
    }
  }

  return {
    counts(filter, group) {
      const groups = new Map<string, Int32Array>();
      for (const { cell, start } of cellsIn(filter)) {
        const name = group === 'none' ? '' : cell[group];
        const known = groups.get(name);
        const resources = known ?? new Int32Array(kinds.length);
        if (!known) groups.set(name, resources);
        countKinds(kindAt, start, start + cell.resources, resources);
      }
      return [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, resources]) => countsOf(name, resources, kinds, tags));
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

function countKinds(kindAt: Int32Array, from: number, end: number, resources: Int32Array): void {
  for (let position = from; position < end; position++) {
    const kind = kindAt[position] ?? 0;
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
}

function countsOf(group: string, perKind: Int32Array, kinds: readonly VerdictKind[], tags: number): VerdictCounts {
  const total = { resources: 0, judged: 0, compliant: 0, missing: 0, namingViolations: 0 };
  const byTag = Array.from({ length: tags }, () => new Array<number>(VERDICTS.length).fill(0));
  for (const [index, kind] of kinds.entries()) {
    const resources = perKind[index] ?? 0;
    if (resources === 0) continue;
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

/** Gives each different row of some columns a number, and says which of them each row is. */
export function kindsOf<K>(
  columns: readonly Int32Array[],
  rows: number,
  kindOf: (row: readonly number[]) => K,
): { kindAt: Int32Array; kinds: K[] } {
  // Which of the different beginnings each row has; every column makes them one longer. Keys stay small whole numbers.
  let kindAt = new Int32Array(rows);
  let firstRows = [0];
  for (const column of columns) {
    const longer = lengthen(kindAt, firstRows.length, column);
    kindAt = longer.kindAt;
    firstRows = longer.firstRows;
  }
  return { kindAt, kinds: firstRows.map((row) => kindOf(columns.map((column) => column[row] ?? 0))) };
}

function lengthen(
  before: Int32Array,
  beginnings: number,
  column: Int32Array,
): { kindAt: Int32Array<ArrayBuffer>; firstRows: number[] } {
  const known = Array.from({ length: beginnings }, () => new Map<number, number>());
  const kindAt = new Int32Array(before.length);
  const firstRows: number[] = [];
  let last = { beginning: -1, value: 0, id: 0 };
  for (let row = 0; row < before.length; row++) {
    const beginning = before[row] ?? 0;
    const value = column[row] ?? 0;
    // Neighbours are often alike.
    if (beginning !== last.beginning || value !== last.value) {
      const ids = known[beginning];
      const id = ids?.get(value) ?? firstRows.push(row) - 1;
      ids?.set(value, id);
      last = { beginning, value, id };
    }
    kindAt[row] = last.id;
  }
  return { kindAt, firstRows };
}
