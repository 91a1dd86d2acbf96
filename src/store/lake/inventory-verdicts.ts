import type { Cell, JudgedTag, Judgement, MissingFilter, Verdict, Verdicts, ViolationSeverity } from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import type { Engine, Session } from './duckdb.ts';
import type { ResourcesAt } from './inventory-read.ts';
import { kindsOf, type Place, type VerdictIndex, type VerdictKind, verdictIndex } from './verdict-index.ts';
import {
  cellCondition,
  codeExpressions,
  codesOf,
  engineJudges,
  errorPositions,
  MISSING,
  type PlannedTag,
  planRows,
  planTags,
  requiredPositions,
  valueExpression,
  verdictOf,
  warningPositions,
} from './verdict-sql.ts';

/** What judging needs of the snapshot: table expressions and the resources at positions of the rows file. */
export interface JudgedFiles {
  readonly rows: string;
  /** In the order of the rows. */
  readonly cells: () => Promise<readonly Cell[]>;
  readonly shapes: readonly number[];
  readonly at: ResourcesAt;
}

/** Whether any row is out of the ordinary. One query over a narrow column saves a scan of wide ones over every row. */
async function anyRow(session: Session, { rows }: JudgedFiles, condition: string): Promise<boolean> {
  const [found] = await session.all<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${rows} WHERE ${condition}) AS found`,
  );
  return found?.found ?? true;
}

/** Values of one tag that the engine can't judge, judged. Only those that fail are returned. */
async function judgeOutside(
  session: Session,
  files: JudgedFiles,
  snapshot: Snapshot,
  planned: PlannedTag,
  position: number,
): Promise<Map<string, Verdict>> {
  const { tag, keys } = planned;
  if (tag.tests.length === 0 || keys.length === 0) return new Map();
  const value = valueExpression(planned, position, snapshot.promotedTags);
  // The engine folds case and matches patterns as JavaScript does on ASCII alone.
  const condition = engineJudges(tag) ? 'NOT r.tags_ascii' : 'true';
  const distinct = await session.all<{ value: string }>(
    `SELECT DISTINCT ${value} AS value FROM ${files.rows} r JOIN plan p USING (shape) WHERE ${condition} AND ${value} <> ''`,
  );
  return new Map(
    distinct.flatMap((row) => {
      const verdict = tag.judge(row.value);
      return verdict === 'ok' ? [] : [[row.value, verdict] as const];
    }),
  );
}

/** Where each tag is to be found, by shape, as a temporary table of the session. */
async function writePlan(session: Session, judgement: Judgement, planned: readonly PlannedTag[], files: JudgedFiles) {
  const places = planned.map((_, position) => `place_${position}`);
  const rows = planRows(judgement, planned, files.shapes) || `(-1, false, 0${', 0'.repeat(places.length)})`;
  await session.run(
    `CREATE TEMP TABLE plan AS SELECT CAST(shape AS INTEGER) AS shape, judged, CAST(bad_keys AS INTEGER) AS bad_keys
       ${places.map((place) => `, CAST(${place} AS UTINYINT) AS ${place}`).join('')}
     FROM (VALUES ${rows}) t(${['shape', 'judged', 'bad_keys', ...places].join(', ')})`,
  );
}

/** The verdicts on every resource, read out of the engine in one pass. */
async function readVerdicts(
  session: Session,
  snapshot: Snapshot,
  judgement: Judgement,
  files: JudgedFiles,
): Promise<VerdictIndex> {
  const { tags, maxValueLength: most } = judgement;
  const planned = planTags(judgement);
  await writePlan(session, judgement, planned, files);
  const outsideAscii = await anyRow(session, files, 'NOT tags_ascii');
  const codes: string[] = [];
  for (const [position, tag] of planned.entries()) {
    const outside =
      outsideAscii || !engineJudges(tag.tag)
        ? await judgeOutside(session, files, snapshot, tag, position)
        : new Map<string, Verdict>();
    codes.push(verdictOf(tag, position, valueExpression(tag, position, snapshot.promotedTags), outside));
  }
  const longValues =
    most !== undefined && (await anyRow(session, files, `tag_value_max > ${most}`))
      ? ` + CASE WHEN r.tag_value_max > ${most} THEN len(list_filter(map_values(r.tags), lambda v: length(v) > ${most})) ELSE 0 END`
      : '';
  const [positions = new Int32Array(), ...columns] = await session.integers(
    `SELECT CAST(r.file_row_number AS INTEGER), CAST((p.bad_keys${longValues}) * 2 + CAST(p.judged AS TINYINT) AS INTEGER),
       ${codeExpressions(codes).join(', ')}
     FROM ${files.rows} r JOIN plan p USING (shape)`,
    snapshot.rows,
  );
  const { kindAt, kinds } = kindsOf(columns, positions.length, (row) => kindOf(row, tags));
  const placed = new Int32Array(positions.length);
  for (const [row, position] of positions.entries()) placed[position] = kindAt[row] ?? 0;
  return verdictIndex(placed, kinds, await files.cells(), tags.length);
}

const VIOLATES: Readonly<Record<ViolationSeverity, (kind: VerdictKind) => boolean>> = {
  all: ({ judged, hasErrors, hasWarnings }) => judged && (hasErrors || hasWarnings),
  errors: ({ judged, hasErrors }) => judged && hasErrors,
  warnings: ({ judged, hasWarnings }) => judged && hasWarnings,
};
function missesAny({ tags: names }: MissingFilter, tags: readonly JudgedTag[]): (kind: VerdictKind) => boolean {
  if (!names) return ({ judged, missesRequired }) => judged && missesRequired;
  const wanted = requiredPositions(tags).filter((position) => names.includes(tags[position]?.name ?? ''));
  return ({ judged, codes }) => judged && misses(codes, wanted);
}
// Rows lie in groups that are decoded whole: what comes next is nearly free.
const PAGES_AHEAD = 3;
const FIRST_SORTED = 500;

/** Judges every resource of a snapshot once and keeps a number for each; every question is then asked of those. */
export async function judgeSnapshot(
  engine: Engine,
  snapshot: Snapshot,
  judgement: Judgement,
  files: JudgedFiles,
): Promise<Verdicts> {
  const index = await engine.session((session) => readVerdicts(session, snapshot, judgement, files));

  async function page(places: readonly Place[], limit: number) {
    return files.at(places.slice(0, limit), places.slice(limit));
  }

  /** In the order of a column, which only the engine knows: the first so many, and more where too few of them are missing. */
  async function sortedMissing(sort: 'age' | 'name', filter: MissingFilter, offset: number, limit: number) {
    const isMissing = missesAny(filter, judgement.tags);
    const column = sort === 'age' ? 'created_at' : 'name';
    for (let most = FIRST_SORTED + 4 * (offset + limit); ; most *= 8) {
      const ordered = await engine.all<Place>(
        `SELECT CAST(file_row_number AS INTEGER) AS position, cell FROM ${files.rows} WHERE ${cellCondition(filter)}
         ORDER BY ${column} ASC NULLS LAST, file_row_number LIMIT ${most}`,
      );
      const found = ordered.filter(({ position }) => index.isOf(position, isMissing));
      if (found.length >= offset + limit || ordered.length < most) return found.slice(offset, offset + limit);
    }
  }

  return {
    counts: async (filter, group) => index.counts(filter, group),
    violatorCount: async (filter, severity) => index.count(filter, VIOLATES[severity]),
    violators: (filter, severity, after, limit) =>
      page(index.places(filter, VIOLATES[severity], { from: after + 1, limit: limit * (1 + PAGES_AHEAD) }), limit),
    missingCount: async (filter) => index.count(filter, missesAny(filter, judgement.tags)),
    async missing(filter, sort, offset, limit) {
      const places =
        sort === 'position'
          ? index.places(filter, missesAny(filter, judgement.tags), { offset, limit: limit * (1 + PAGES_AHEAD) })
          : await sortedMissing(sort, filter, offset, limit);
      return (await page(places, limit)).map(({ resource }) => resource);
    },
  };
}

function kindOf([flags = 0, ...columns]: readonly number[], tags: readonly JudgedTag[]): VerdictKind {
  const codes = codesOf(columns, tags.length);
  const naming = flags >> 1;
  const fails = (positions: readonly number[]) => positions.some((position) => codes[position] !== 0);
  return {
    judged: (flags & 1) === 1,
    naming,
    codes,
    hasErrors: fails(errorPositions(tags)),
    hasWarnings: naming > 0 || fails(warningPositions(tags)),
    missesRequired: misses(codes, requiredPositions(tags)),
  };
}

const misses = (codes: readonly number[], positions: readonly number[]): boolean =>
  positions.some((position) => MISSING.includes(codes[position] ?? 0));
