import type {
  JudgedTag,
  Judgement,
  MissingFilter,
  Shape,
  Verdict,
  VerdictCounts,
  VerdictFilter,
  Verdicts,
  ViolationSeverity,
} from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import type { CellTable } from './cell-table.ts';
import type { Engine } from './duckdb.ts';
import type { ResourcesAt } from './inventory-read.ts';
import { keepNewest } from './once.ts';
import type { RowColumn, RowNumbers } from './row-numbers.ts';
import { type CellGroup, type Place, type RowFilter, sumOf, type VerdictIndex, verdictIndex } from './verdict-index.ts';
import { misses, type VerdictKind, verdictKinds } from './verdict-kinds.ts';
import { cellCondition, engineJudges, tagCondition, testedValue, valueColumn } from './verdict-sql.ts';

/** What is out of the ordinary in a rows file: one look at it saves a look at every row. */
export interface RowFacts {
  /** Whether all values are ASCII. */
  readonly ascii: boolean;
  /** Length of the longest value. */
  readonly longest: number;
}

/** What judging needs of the snapshot: a table expression, what is known of each row, and the resources at positions. */
export interface JudgedFiles {
  readonly rows: string;
  readonly facts: () => Promise<RowFacts>;
  readonly numbers: RowNumbers;
  readonly shapes: () => Promise<readonly Shape[]>;
  /** In the order of the rows. */
  readonly cells: () => Promise<CellTable>;
  readonly at: ResourcesAt;
}

export async function readRowFacts(engine: Engine, rows: string): Promise<RowFacts> {
  const [facts] = await engine.all<{ ascii: boolean | null; longest: number | null }>(
    `SELECT bool_and(tags_ascii) AS ascii, max(tag_value_max) AS longest FROM ${rows}`,
  );
  return { ascii: facts?.ascii ?? true, longest: facts?.longest ?? 0 };
}

const SHAPES: RowColumn = { name: 'shape', small: false, sql: () => 'shape' };

const longValues = (most: number): RowColumn => ({
  name: `longer than ${most}`,
  small: false,
  sql: () =>
    `CASE WHEN tag_value_max > ${most} THEN len(list_filter(map_values(tags), lambda v: length(v) > ${most})) ELSE 0 END`,
});

/** Values of a key that the engine can't judge, judged. Only those that fail are returned. */
async function judgeOutside(
  engine: Engine,
  rows: string,
  tag: JudgedTag,
  value: string,
): Promise<Map<string, Verdict>> {
  const condition = engineJudges(tag) ? 'NOT tags_ascii' : 'true';
  const distinct = await engine.all<{ value: string }>(
    `SELECT DISTINCT ${value} AS value FROM ${rows} WHERE ${condition} AND ${value} <> ''`,
  );
  return new Map(
    distinct.flatMap((row) => {
      const verdict = tag.judge(row.value);
      return verdict === 'ok' ? [] : [[row.value, verdict] as const];
    }),
  );
}

/** What a tag's tests say of the values of one key. Tags of other policies with the same rule share it. */
function valueTest(engine: Engine, snapshot: Snapshot, files: JudgedFiles, tag: JudgedTag, key: string): RowColumn {
  return {
    name: `test ${JSON.stringify([key, tag.rule])}`,
    small: true,
    async sql() {
      const { ascii } = await files.facts();
      const value = valueColumn(key, snapshot.promotedTags);
      const outside =
        ascii && engineJudges(tag) ? new Map<string, Verdict>() : await judgeOutside(engine, files.rows, tag, value);
      return testedValue(tag, value, outside, ascii);
    },
  };
}

/** The verdicts on every resource: what the engine says of each value, and what the keys of each shape say. */
async function judgeRows(
  engine: Engine,
  snapshot: Snapshot,
  judgement: Judgement,
  files: JudgedFiles,
): Promise<VerdictIndex> {
  const { tags, maxValueLength: most } = judgement;
  const tests: RowColumn[] = [];
  const testAt = new Map<JudgedTag, Map<string, number>>();
  for (const tag of tags) {
    const keys = new Set([...tag.places.values()].flatMap((place) => (typeof place === 'object' ? [place.key] : [])));
    testAt.set(
      tag,
      new Map([...keys].map((key) => [key, tests.push(valueTest(engine, snapshot, files, tag, key)) - 1])),
    );
  }
  const long = most !== undefined && (await files.facts()).longest > most ? [longValues(most)] : [];
  const [cells, { length: shapeCount }, [shapes = new Int32Array(), ...read]] = await Promise.all([
    files.cells(),
    files.shapes(),
    files.numbers([SHAPES, ...tests, ...long]),
  ]);
  const { kindAt, kinds } = verdictKinds(judgement, (tag, key) => testAt.get(tag)?.get(key) ?? -1, {
    shapes,
    shapeCount,
    tested: read.slice(0, tests.length),
    longValues: read[tests.length],
  });
  return verdictIndex(kindAt, kinds, cells, tags.length);
}

const VIOLATES: Readonly<Record<ViolationSeverity, (kind: VerdictKind) => boolean>> = {
  all: ({ judged, hasErrors, hasWarnings }) => judged && (hasErrors || hasWarnings),
  errors: ({ judged, hasErrors }) => judged && hasErrors,
  warnings: ({ judged, hasWarnings }) => judged && hasWarnings,
};
function missesAny({ missingTags: names }: MissingFilter, tags: readonly JudgedTag[]): (kind: VerdictKind) => boolean {
  if (!names) return ({ judged, missesRequired }) => judged && missesRequired;
  const wanted = tags.flatMap(({ name, required }, position) => (required && names.includes(name) ? [position] : []));
  return ({ judged, codes }) => judged && misses(codes, wanted);
}
// Rows lie in groups that are decoded whole: what comes next is nearly free.
const PAGES_AHEAD = 3;
const FIRST_SORTED = 500;
const KEPT_COUNTS = 16;

/** Judges every resource of a snapshot once and keeps a number for each; every question is then asked of those. */
export async function judgeSnapshot(
  engine: Engine,
  snapshot: Snapshot,
  judgement: Judgement,
  files: JudgedFiles,
): Promise<Verdicts> {
  const index = await judgeRows(engine, snapshot, judgement, files);
  const counted = keepNewest<VerdictCounts[]>(KEPT_COUNTS);

  async function rowsIn({ tags, ...cells }: VerdictFilter): Promise<RowFilter> {
    if (!tags || tags.length === 0) return { cells, rows: undefined };
    const condition = tagCondition(tags, snapshot.promotedTags);
    const marked = { name: condition, small: true, sql: () => `CASE WHEN ${condition} THEN 1 ELSE 0 END` };
    const [rows] = await files.numbers([marked]);
    return { cells, rows };
  }

  const countsBy = (filter: VerdictFilter, group: CellGroup): Promise<VerdictCounts[]> =>
    counted(JSON.stringify([filter, group]), async () => index.counts(await rowsIn(filter), group));

  async function page(places: readonly Place[], limit: number) {
    return files.at(places.slice(0, limit), places.slice(limit));
  }

  /** In the order of a column, which only the engine knows: the first so many, and more where too few of them are missing. */
  async function sortedMissing(sort: 'age' | 'name', filter: MissingFilter, offset: number, limit: number) {
    const isMissing = missesAny(filter, judgement.tags);
    const column = sort === 'age' ? 'created_at' : 'name';
    const condition = `${cellCondition(filter)} AND ${tagCondition(filter.tags ?? [], snapshot.promotedTags)}`;
    for (let most = FIRST_SORTED + 4 * (offset + limit); ; most *= 8) {
      const ordered = await engine.all<Place>(
        `SELECT CAST(file_row_number AS INTEGER) AS position, cell FROM ${files.rows} WHERE ${condition}
         ORDER BY ${column} ASC NULLS LAST, file_row_number LIMIT ${most}`,
      );
      const found = ordered.filter(({ position }) => index.isOf(position, isMissing));
      if (found.length >= offset + limit || ordered.length < most) return found.slice(offset, offset + limit);
    }
  }

  return {
    counts: async (filter, group) =>
      group === 'none' ? sumOf(await countsBy(filter, 'type')) : countsBy(filter, group),
    violatorCount: async (filter, severity) => index.count(await rowsIn(filter), VIOLATES[severity]),
    async violators(filter, severity, after, limit) {
      const following = { from: after + 1, limit: limit * (1 + PAGES_AHEAD) };
      return page(index.places(await rowsIn(filter), VIOLATES[severity], following), limit);
    },
    missingCount: async (filter) => index.count(await rowsIn(filter), missesAny(filter, judgement.tags)),
    async missing(filter, sort, offset, limit) {
      const places =
        sort === 'position'
          ? index.places(await rowsIn(filter), missesAny(filter, judgement.tags), {
              offset,
              limit: limit * (1 + PAGES_AHEAD),
            })
          : await sortedMissing(sort, filter, offset, limit);
      return (await page(places, limit)).map(({ resource }) => resource);
    },
  };
}
