import * as z from 'zod';
import { counted } from '../model/counted.ts';
import type { Skipped } from '../model/run.ts';

/** What was not asked again, as every tool says it. */
export const skippedOutput = z.array(
  z.object({ cloud_provider: z.string(), dataset: z.string(), units: z.int(), oldest_as_of: z.string() }),
);

export const skippedRows = (skipped: readonly Skipped[]): z.output<typeof skippedOutput> =>
  skipped.map(({ cloud, dataset, units, oldest }) => ({
    ...{ cloud_provider: cloud, dataset, units, oldest_as_of: oldest },
  }));

export const skippedLines = (rows: z.output<typeof skippedOutput>): string[] =>
  rows.map(
    ({ cloud_provider, dataset, units, oldest_as_of }) =>
      `Still fresh and not asked: ${counted(units, 'unit')} of ${cloud_provider} ${dataset}, read ${oldest_as_of} or later.`,
  );
