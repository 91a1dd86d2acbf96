import type { ChargePeriod, Lease } from '../state.ts';
import { liveCharges } from './charges-live.ts';
import { literal } from './duckdb.ts';
import { type LakeFiles, MOST_FILES } from './files.ts';
import type { LakeHome } from './lake-home.ts';

// Below what one read may open, so that what several processes publish at once stays below it too.
const ENOUGH_FILES = 48;
// Rewriting more than this for the sake of one file less is not worth it.
const LARGE_ROWS = 5_000_000;
const ROW_GROUP = 61_440;

interface MergedFile {
  readonly name: string;
  readonly periods: ChargePeriod[];
  readonly rows: number;
  readonly closed: boolean;
}

/** Puts the charges of many files into one when there are too many for one read: closed periods first, they stay as they are. */
export async function mergeCharges(
  home: LakeHome,
  files: LakeFiles,
  organisation: string,
  now: Date,
  lease: Lease,
): Promise<void> {
  for (;;) {
    const listed = filesOf(await home.state.catalogue.chargePeriods(organisation));
    const chosen = choose(listed);
    if (chosen.length < 2) return;
    const periods = chosen.flatMap((file) => file.periods);
    const file = await files.newFile(organisation, 'merged', 'charges', now);
    const engine = home.openEngine();
    try {
      await file.write((path) =>
        engine.run(
          `COPY (SELECT * FROM ${liveCharges(files, periods)} ORDER BY source, period, ChargePeriodStart, ServiceName)
           TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
        ),
      );
    } finally {
      await engine.close();
    }
    await home.state.catalogue.moveCharges(periods, file.name, lease);
  }
}

function choose(listed: readonly MergedFile[]): MergedFile[] {
  if (listed.length <= ENOUGH_FILES) return [];
  const small = listed.filter(({ rows }) => rows < LARGE_ROWS).toSorted((a, b) => a.rows - b.rows);
  const closed = small.filter((file) => file.closed);
  const enough = listed.length - closed.length + 1 <= ENOUGH_FILES && closed.length > 1;
  return (enough ? closed : small).slice(0, MOST_FILES);
}

function filesOf(periods: readonly ChargePeriod[]): MergedFile[] {
  const byFile = Map.groupBy(periods, ({ file }) => file);
  return [...byFile].map(([name, inFile]) => ({
    name,
    periods: inFile,
    rows: inFile.reduce((rows, period) => rows + period.rows, 0),
    closed: inFile.every(({ closed }) => closed),
  }));
}
