import type { CellFilter, Judgement, Verdict, VerdictCounts, Verdicts, ViolationSeverity } from '../inventory.ts';
import { VERDICTS } from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import type { Engine } from './duckdb.ts';
import type { ResourcesAt } from './inventory-read.ts';
import {
  anyViolation,
  cellCondition,
  codeColumns,
  codeExpressions,
  engineJudges,
  errorPositions,
  missesRequired,
  type PlannedTag,
  planRows,
  planTags,
  valueExpression,
  verdictCode,
  verdictOf,
  warningPositions,
} from './verdict-sql.ts';

/** What judging needs of the snapshot: table expressions and the resources at positions of the rows file. */
export interface JudgedFiles {
  readonly rows: string;
  readonly cells: string;
  readonly shapes: readonly number[];
  readonly at: ResourcesAt;
}

/** Whether any resource has a value that the engine can't judge. One query over a narrow column saves one over each tag. */
async function anyOutsideAscii(engine: Engine, { rows }: JudgedFiles): Promise<boolean> {
  const [found] = await engine.all<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${rows} WHERE NOT tags_ascii) AS found`,
  );
  return found?.found ?? true;
}

/** Values of one tag that the engine can't judge, judged. Only those that fail are returned. */
async function judgeOutside(
  engine: Engine,
  files: JudgedFiles,
  snapshot: Snapshot,
  plan: string,
  planned: PlannedTag,
  position: number,
): Promise<Map<string, Verdict>> {
  const { tag, keys } = planned;
  if (tag.tests.length === 0 || keys.length === 0) return new Map();
  const value = valueExpression(planned, position, snapshot.promotedTags);
  // The engine folds case and matches patterns as JavaScript does on ASCII alone.
  const condition = engineJudges(tag) ? 'NOT r.tags_ascii' : 'true';
  const distinct = await engine.all<{ value: string }>(
    `SELECT DISTINCT ${value} AS value FROM ${files.rows} r JOIN ${plan} p USING (shape) WHERE ${condition} AND ${value} <> ''`,
  );
  return new Map(
    distinct.flatMap((row) => {
      const verdict = tag.judge(row.value);
      return verdict === 'ok' ? [] : [[row.value, verdict] as const];
    }),
  );
}

/** The counts of one group; each tag's verdicts are columns of their own, `tag_<position>_<code>`. */
interface CountRow {
  readonly group_name: string;
  readonly resources: number;
  readonly judged: number;
  readonly compliant: number;
  readonly missing: number;
  readonly naming: number;
  readonly [tag: `tag_${number}_${number}`]: number;
}

/** Judges every resource of a snapshot once and keeps a small row for each; every question is then asked of those. */
export async function judgeSnapshot(
  engine: Engine,
  snapshot: Snapshot,
  judgement: Judgement,
  files: JudgedFiles,
  name: string,
): Promise<Verdicts & { drop(): Promise<void> }> {
  const { tags, maxValueLength } = judgement;
  const planned = planTags(judgement);
  const [plan, verdicts, cells] = [`${name}_plan`, `${name}_rows`, `${name}_cells`];
  const places = planned.map((_, position) => `place_${position}`);
  await engine.run(
    `CREATE OR REPLACE TABLE ${plan} AS SELECT CAST(shape AS INTEGER) AS shape, judged, CAST(bad_keys AS SMALLINT) AS bad_keys
       ${places.map((place) => `, CAST(${place} AS UTINYINT) AS ${place}`).join('')}
     FROM (VALUES ${planRows(judgement, planned, files.shapes) || `(-1, false, 0${', 0'.repeat(places.length)})`})
       t(${['shape', 'judged', 'bad_keys', ...places].join(', ')})`,
  );
  const codes: string[] = [];
  const outsideAscii = await anyOutsideAscii(engine, files);
  for (const [position, tag] of planned.entries()) {
    const outside =
      outsideAscii || !engineJudges(tag.tag)
        ? await judgeOutside(engine, files, snapshot, plan, tag, position)
        : new Map<string, Verdict>();
    codes.push(verdictOf(tag, position, valueExpression(tag, position, snapshot.promotedTags), outside));
  }
  const longValues =
    maxValueLength === undefined
      ? ''
      : ` + CASE WHEN r.tag_value_max > ${maxValueLength}
           THEN len(list_filter(map_values(r.tags), lambda v: length(v) > ${maxValueLength})) ELSE 0 END`;
  await engine.run(
    `CREATE OR REPLACE TABLE ${verdicts} AS
     SELECT CAST(r.file_row_number AS INTEGER) AS position, r.cell, p.judged, CAST(p.bad_keys${longValues} AS SMALLINT) AS naming,
       ${codeExpressions(codes).join(', ')}
     FROM ${files.rows} r JOIN ${plan} p USING (shape)`,
  );
  await engine.run(`CREATE OR REPLACE TABLE ${cells} AS SELECT cell, account, region, type FROM ${files.cells}`);

  const errors = anyViolation(errorPositions(tags));
  const warnings = `(naming > 0 OR ${anyViolation(warningPositions(tags))})`;
  const violates: Record<ViolationSeverity, string> = { all: `(${errors} OR ${warnings})`, errors, warnings };
  const missing = missesRequired(tags);
  const inCells = (filter: CellFilter): string => {
    const condition = cellCondition(filter);
    return condition === 'true' ? 'true' : `cell IN (SELECT cell FROM ${cells} WHERE ${condition})`;
  };

  return {
    async counts(filter, group) {
      const dimension = group === 'none' ? "''" : `c.${group}`;
      const join = group === 'none' ? '' : `JOIN ${cells} c USING (cell)`;
      const columns = codeColumns(tags).join(', ');
      const sum = (condition: string): string =>
        `CAST(coalesce(sum(resources) FILTER (WHERE ${condition}), 0) AS INTEGER)`;
      const byTag = tags.flatMap((_, position) =>
        VERDICTS.map((_, code) => `${sum(`judged AND ${verdictCode(position)} = ${code}`)} AS tag_${position}_${code}`),
      );
      // A million rows become a few different codes for each group, and only those are taken apart.
      const rows = await engine.all<CountRow>(
        `WITH codes AS (SELECT ${dimension} AS group_name, judged, naming, ${columns}, count(*) AS resources
           FROM ${verdicts} ${join} WHERE ${inCells(filter)} GROUP BY ALL)
         SELECT group_name, CAST(sum(resources) AS INTEGER) AS resources, ${sum('judged')} AS judged,
           ${sum(`judged AND NOT ${errors}`)} AS compliant, ${sum(`judged AND ${missing}`)} AS missing,
           CAST(coalesce(sum(resources * naming) FILTER (WHERE judged), 0) AS INTEGER) AS naming ${byTag.map((part) => `, ${part}`).join('')}
         FROM codes GROUP BY group_name ORDER BY group_name`,
      );
      return rows.map(
        (row): VerdictCounts => ({
          group: row.group_name,
          resources: row.resources,
          judged: row.judged,
          compliant: row.compliant,
          missing: row.missing,
          namingViolations: row.naming,
          byTag: tags.map(
            (_, position) =>
              Object.fromEntries(
                VERDICTS.map((verdict, code) => [verdict, row[`tag_${position}_${code}`] ?? 0]),
              ) as Record<Verdict, number>,
          ),
        }),
      );
    },
    async violatorCount(filter, severity) {
      const [count] = await engine.all<{ resources: number }>(
        `SELECT CAST(count(*) AS INTEGER) AS resources FROM ${verdicts} WHERE judged AND ${violates[severity]} AND ${inCells(filter)}`,
      );
      return count?.resources ?? 0;
    },
    async violators(filter, severity, after, limit) {
      const found = await engine.all<{ position: number; cell: number }>(
        `SELECT position, cell FROM ${verdicts} WHERE judged AND position > ${Math.trunc(after)} AND ${violates[severity]} AND ${inCells(filter)}
         ORDER BY position LIMIT ${Math.trunc(limit)}`,
      );
      return files.at(found);
    },
    async missing(filter, sort, offset, limit) {
      const where = `judged AND ${missing} AND ${inCells(filter)}`;
      const page = `LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`;
      const column = sort === 'age' ? 'created_at' : 'name';
      const found = await engine.all<{ position: number; cell: number }>(
        sort === 'position'
          ? `SELECT position, cell FROM ${verdicts} WHERE ${where} ORDER BY position ${page}`
          : `SELECT v.position, v.cell FROM ${verdicts} v JOIN ${files.rows} r ON r.file_row_number = v.position
             WHERE ${where.replaceAll('cell IN', 'v.cell IN')} ORDER BY r.${column} ASC NULLS LAST, v.position ${page}`,
      );
      return (await files.at(found)).map(({ resource }) => resource);
    },
    async drop() {
      for (const table of [plan, verdicts, cells]) await engine.run(`DROP TABLE IF EXISTS ${table}`);
    },
  };
}
