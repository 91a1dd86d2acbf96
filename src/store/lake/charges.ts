import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChargeLake } from '../charges.ts';
import { mergeCharges } from './charges-merge.ts';
import { CHARGE_COLUMNS, chargeLine, contentHash, JSON_COLUMNS } from './charges-rows.ts';
import { sumCharges } from './charges-sum.ts';
import { literal } from './duckdb.ts';
import { type LakeFiles, readLatest } from './files.ts';
import type { LakeHome } from './lake-home.ts';
import { writePieces } from './work.ts';
import { workName } from './work-name.ts';

type NewPeriod = Parameters<ChargeLake['publish']>[0];

/** The charges in Parquet, one file for a period of a source until closed periods are merged. */
export function chargeLake(home: LakeHome, files: LakeFiles): ChargeLake {
  const { catalogue } = home.state;
  return {
    async publish(period, charges, lease) {
      const lines = charges.map(chargeLine);
      const hash = contentHash(lines);
      const known = (await catalogue.chargePeriods(period.organisation)).find(
        (other) => other.source === period.source && other.period === period.period,
      );
      const changed = known?.contentHash !== hash;
      const file = changed ? await writePeriod(home, files, period, lines) : known.file;
      await catalogue.publishCharges([{ ...period, file, rows: lines.length, contentHash: hash }], lease);
      if (changed) await mergeCharges(home, files, period.organisation, new Date(period.asOf), lease);
      return changed;
    },
    periods: (organisation) => catalogue.chargePeriods(organisation),
    sum: (question) =>
      readLatest(
        () => catalogue.chargePeriods(question.organisation),
        (periods) => sumCharges(home, files, question, periods),
      ),
  };
}

async function writePeriod(
  home: LakeHome,
  files: LakeFiles,
  { organisation, source, period, asOf }: NewPeriod,
  lines: readonly string[],
): Promise<string> {
  const [kind = ''] = source.split('/');
  const file = await files.newFile(organisation, kind, 'charges', new Date(asOf));
  const work = join(home.temporary, `${workName('charges')}.ndjson`);
  const engine = home.openEngine();
  try {
    await writePieces(
      work,
      lines.map((line) => `${line}\n`),
    );
    const key = `${literal(organisation)} AS organisation, ${literal(source)} AS source, ${literal(period)} AS period`;
    const columns = Object.entries(CHARGE_COLUMNS).map(([name, type]) => `CAST(${name} AS ${type}) AS ${name}`);
    await file.write((path) =>
      engine.run(
        `COPY (SELECT ${key}, ${columns.join(', ')}
           FROM read_json(${literal(work)}, format = 'newline_delimited', columns = ${JSON_COLUMNS})
           ORDER BY ChargePeriodStart, ServiceName) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
      ),
    );
    return file.name;
  } finally {
    await engine.close();
    await rm(work, { force: true });
  }
}
