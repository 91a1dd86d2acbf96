import * as z from 'zod';
import { readChargeSource } from '../../model/charge-source.ts';
import type { CloudName } from '../../model/cloud.ts';
import { COLLECTED_DATASETS } from '../../model/run.ts';
import { describeRun, leanRun, runText } from '../account-results.ts';
import { changedResources } from '../changed-resources.ts';
import { cursorInput, readCursor } from '../cursor.ts';
import { dataQuality, qualityOfParts } from '../data-quality.ts';
import { fenced } from '../fenced.ts';
import { staleBefore } from '../freshness.ts';
import { limitInput, nextPage } from '../paging.ts';
import { resourceFields } from '../resource-row.ts';
import { isAbout, runOfClouds } from '../run-of-clouds.ts';
import { cloudsOf, scopeInput } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { defineTool, type ToolContext } from '../tool.ts';

const RECENT_RUNS = 50;
const MOST_RUNNING = 5;

const freshness = z.object({
  cloud_provider: z.string(),
  dataset: z.enum(COLLECTED_DATASETS),
  as_of: z.string().nullable(),
  oldest_as_of: z.string().nullable(),
  stale: z.boolean(),
});
type Freshness = z.output<typeof freshness>;

/** How old each dataset is. What was never collected has no age. */
async function freshnessOf(cloud: CloudName, context: ToolContext): Promise<Freshness[]> {
  const { organisation, store } = context;
  const old = staleBefore(context);
  const of = (
    dataset: Freshness['dataset'],
    read: readonly string[],
    mayChange: readonly string[] = read,
  ): Freshness => ({
    cloud_provider: cloud,
    dataset,
    as_of: read.toSorted().at(-1) ?? null,
    oldest_as_of: read.toSorted()[0] ?? null,
    stale: mayChange.some((instant) => instant < old),
  });
  const inventory = await store.inventory.latest(organisation, cloud);
  const metrics = await store.metrics.latest(organisation, cloud);
  const coverage = [inventory, metrics].map((snapshot) =>
    snapshot ? store.state.catalogue.coverage(snapshot.id) : [],
  );
  const [units = [], series = []] = await Promise.all(coverage);
  const periods = (await store.charges.periods(organisation)).filter(
    ({ source }) => readChargeSource(source)?.cloud === cloud,
  );
  const advice = await store.state.recommendations.readAt(organisation, cloud);
  return [
    of(
      'inventory',
      units.flatMap(({ collectedAt }) => collectedAt ?? []),
    ),
    of(
      'metrics',
      series.flatMap(({ collectedAt }) => collectedAt ?? []),
    ),
    // A closed period stays as it is, however long ago it was read.
    of(
      'costs',
      periods.map(({ asOf }) => asOf),
      periods.filter(({ closed }) => !closed).map(({ asOf }) => asOf),
    ),
    ...(advice ? [of('recommendations', [advice.oldest, advice.newest])] : []),
  ];
}

const scheduleOutput = z.object({ cron: z.string(), timezone: z.string(), next: z.string().nullable() });

const scheduleOf = ({ schedule }: ToolContext): z.output<typeof scheduleOutput> | null =>
  schedule ? { cron: schedule.cron, timezone: schedule.timezone, next: schedule.next()?.toISOString() ?? null } : null;

function scheduleText(schedule: object | null): string[] {
  if (!schedule) return ['Nothing is scheduled.'];
  const { cron, timezone, next } = scheduleOutput.parse(schedule);
  return [
    next === null
      ? `Scheduled at ${cron} (${timezone}), by \`cloudoptima serve\` and not by this process.`
      : `The next collection is due ${next}.`,
  ];
}

function missedBy(status: string | undefined, reasons: string): string {
  if (status === 'cancelled')
    return `The last collection was stopped before it had asked everything${reasons && ` (${reasons})`}; the same call of collect_data goes on from there.`;
  return reasons
    ? `The last collection could not read everything (${reasons}).`
    : 'The last collection read everything that it asked for.';
}

export const getCollectionStatus = defineTool({
  name: 'get_collection_status',
  title: 'Collection status',
  toolset: 'inventory',
  core: true,
  description: 'How the last collection went, what runs now, how old each dataset is and which resources changed.',
  input: z.strictObject({ cloud_provider: scopeInput.cloud_provider, limit: limitInput, cursor: cursorInput }),
  output: z.object({
    last: leanRun.nullable(),
    changed_resources: z.array(z.looseObject({ resource_id: z.string(), change: z.string() })),
    total: z.int().nullable(),
    next_cursor: z.string().optional(),
    running: z.array(z.looseObject({})),
    freshness: z.array(z.looseObject({ dataset: z.string(), stale: z.boolean() })),
    schedule: z.looseObject({}).nullable(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run({ cloud_provider, limit, cursor }, context) {
    const clouds = cloudsOf(cloud_provider, context);
    const recent = await context.store.state.runs.list(context.organisation, RECENT_RUNS);
    const runs = recent.filter((run) => isAbout(run, clouds));
    const found = runs.find(({ status }) => status !== 'running');
    const last = found && runOfClouds(found, clouds);
    const from = readCursor(cursor);
    const changed = found && (await changedResources(found, clouds, context.store, from, limit));
    const isSkipped = last?.unitsDone === 0 && (last.skipped ?? []).length > 0;
    const isUntold = !changed && !isSkipped && found?.what.includes('inventory');
    const ages = (await Promise.all(clouds.map((cloud) => freshnessOf(cloud, context)))).flat();
    const stale = ages.filter((age) => age.stale).map(({ dataset }) => dataset);
    return {
      last: last ? describeRun(last) : null,
      changed_resources: (changed?.items ?? []).map((one) => ({ ...resourceFields(one), change: one.change })),
      // Where nothing was compared, no change found is no number.
      total: changed?.total ?? null,
      ...(changed?.next === undefined ? {} : { next_cursor: changed.next }),
      running: runs
        .filter(({ status }) => status === 'running')
        .slice(0, MOST_RUNNING)
        .map((run) => runOfClouds(run, clouds))
        .map(({ id, what, startedAt, unitsDone, unitsTotal }) => ({
          run_id: id,
          what: [...what],
          started_at: startedAt,
          units_done: unitsDone,
          units_total: unitsTotal,
        })),
      freshness: ages,
      schedule: scheduleOf(context),
      data_quality: qualityOfParts({
        gaps: last?.accounts.flatMap(({ gaps }) => gaps) ?? [],
        seen: ages.flatMap(({ as_of, oldest_as_of }) => [as_of, oldest_as_of].flatMap((instant) => instant ?? [])),
        stale: stale.length > 0,
        stopped: last?.status === 'cancelled',
        note: (status, reasons) => {
          if (status === 'empty') return 'Nothing was collected yet: run collect_data.';
          const old =
            stale.length > 0
              ? ` Some of ${stale.join(', ')} is older than ${context.settings.staleAfterHours} hours.`
              : '';
          const missed = missedBy(last?.status, reasons);
          const untold = isUntold
            ? ' Which resources it changed is not known: it published no inventory, or what was kept before is gone.'
            : '';
          return `${last ? missed : 'No collection has ended yet.'}${untold}${old}`;
        },
      }),
    };
  },
  text: ({ last, changed_resources, next_cursor, running, freshness: ages, schedule, data_quality }) => {
    const told = last && runText(last);
    const now = running.map(
      ({ run_id, started_at, units_done, units_total }) =>
        `Running: ${run_id} since ${started_at}${units_done === null ? '' : `, ${units_done} of ${units_total} units`}.`,
    );
    const old = z
      .array(freshness)
      .parse(ages)
      .map(({ cloud_provider, dataset, as_of, oldest_as_of, stale }) =>
        as_of === null
          ? `${cloud_provider} ${dataset}: never collected.`
          : `${cloud_provider} ${dataset}: read ${as_of}${oldest_as_of === as_of ? '' : `, the oldest part ${oldest_as_of}`}${stale ? ' (stale)' : ''}.`,
      );
    const changed = changed_resources.map(({ change, resource_id }) => `- ${change}: ${fenced(resource_id, 120)}`);
    const head = told ? `Last collection ${told.head}` : 'No collection has ended yet.';
    const lines = [...now, ...scheduleText(schedule), ...old, ...(told?.lines ?? []), ...changed];
    return shortText(head, lines, `${data_quality.note}${nextPage(next_cursor)}`);
  },
});
