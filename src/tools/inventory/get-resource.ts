import * as z from 'zod';
import { createEvaluator, type Violation } from '../../analyze/tags/evaluator.ts';
import type { CloudName } from '../../model/cloud.ts';
import { counted } from '../../model/counted.ts';
import { UserError } from '../../model/errors.ts';
import type { MetricPoint } from '../../model/metric.ts';
import type { Resource } from '../../model/resource.ts';
import { dataQuality, qualityOf } from '../data-quality.ts';
import { fenced } from '../fenced.ts';
import { keptId } from '../kept-id.ts';
import { moneyOutput, priceText } from '../money-output.ts';
import { responseFormat } from '../paging.ts';
import { cut, detailedRow, shownTags } from '../resource-row.ts';
import { type CloudScope, scopesOf } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { defineTool, type ToolContext } from '../tool.ts';

const SEARCHED = 500;
const MOST_NAMED = 8;
const CONCISE_DAYS = 7;
const MOST_RECOMMENDED = 20;
const MOST_TIMES = 10;

const violation = z.object({
  violation_type: z.string(),
  tag_name: z.string(),
  severity: z.string(),
  current_value: z.string().nullable(),
  allowed_values: z.array(z.string()).nullable(),
  detail: z.string().nullable(),
});

const describe = ({ type, tag, severity, value, allowedValues, detail }: Violation): z.output<typeof violation> => ({
  violation_type: type,
  tag_name: tag,
  severity,
  current_value: value ?? null,
  allowed_values: allowedValues ? [...allowedValues] : null,
  detail: detail ?? null,
});

/** A short id is the last part of a full one: `i-0abc` of `arn:…:instance/i-0abc`. */
const endsIn = (id: string, short: string): boolean =>
  id.length > short.length &&
  id.toLowerCase().endsWith(short.toLowerCase()) &&
  /[/:]/.test(id.at(-short.length - 1) ?? '');

const named = (resources: readonly Resource[]): string => {
  const rest = resources.length > MOST_NAMED ? ` and ${resources.length - MOST_NAMED} more` : '';
  return `${resources
    .slice(0, MOST_NAMED)
    .map(({ id }) => fenced(id, 200))
    .join(', ')}${rest}`;
};

/** The resource that is meant, and its part of the scope. @throws UserError when there is none, or more than one. */
async function resolve(id: string, context: ToolContext): Promise<{ scope: CloudScope; resource: Resource }> {
  const scopes = await scopesOf({}, context);
  const found: { scope: CloudScope; resource: Resource }[] = [];
  const sameName: Resource[] = [];
  for (const scope of scopes) {
    if (!scope.snapshot) continue;
    const [exact] = await context.store.inventory.byIds(scope.snapshot, [keptId(id)]);
    if (exact) return { scope, resource: exact };
    const { resources, total } = await context.store.inventory.find(scope.snapshot, { text: id }, 0, SEARCHED);
    if (total > resources.length)
      throw new UserError(`${total} resources have ${fenced(id, 120)} in their name or id. Ask with a whole id.`);
    for (const resource of resources)
      if (endsIn(resource.id, id)) found.push({ scope, resource });
      else if (resource.name === id) sameName.push(resource);
  }
  const [only] = found;
  if (only && found.length === 1) return only;
  throw refusal(
    id,
    found.map(({ resource }) => resource),
    sameName,
    qualityOf(scopes, context),
  );
}

function refusal(
  id: string,
  found: readonly Resource[],
  sameName: readonly Resource[],
  quality: z.output<typeof dataQuality>,
): UserError {
  const asked = fenced(id, 120);
  if (found.length > 0)
    return new UserError(`${found.length} resources end in ${asked}: ${named(found)}. Ask with a whole id.`);
  if (sameName.length > 0)
    return new UserError(`${asked} is a name, not an id, of ${named(sameName)}. Ask with an id.`);
  const help =
    quality.status === 'empty'
      ? quality.note
      : `Find it with search_resources {"text": …}.${quality.status === 'complete' ? '' : ` It may also be among what was not read: ${quality.note}`}`;
  return new UserError(`No resource ${asked} was found. ${help}`);
}

/** Each statistic of each metric by itself, by day: an average over days of maxima would be neither. */
function series(points: readonly MetricPoint[], most: number) {
  const groups = Map.groupBy(points, ({ metric, statistic }) => `${metric} ${statistic}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const sorted = own.toSorted((a, b) => (a.day < b.day ? -1 : 1));
      const [first] = sorted;
      return first
        ? [
            {
              metric: first.metric,
              statistic: first.statistic,
              days: sorted.length,
              by_day: Object.fromEntries(sorted.slice(-most).map(({ day, value }) => [day, value])),
            },
          ]
        : [];
    });
}

/** What its provider advises; null where nobody was asked. */
async function recommendedBy(cloud: CloudName, id: string, { organisation, store }: ToolContext) {
  const { recommendations } = store.state;
  if (!(await recommendations.readAt(organisation, cloud))) return null;
  const found = await recommendations.about(organisation, cloud, id);
  // Two entries of the settings may lead to one list.
  return [...new Map(found.map((one) => [one.recommendation.id, one])).values()]
    .slice(0, MOST_RECOMMENDED)
    .map(({ recommendation: { source, type, title, monthlySaving, refreshedAt, details }, readAt }) => ({
      ...{ source, type: cut(type), title: cut(title) },
      monthly_saving: monthlySaving ?? null,
      details: Object.fromEntries(Object.entries(details).map(([name, value]) => [name, cut(value)])),
      ...{ refreshed_at: refreshedAt ?? null, as_of: readAt },
    }));
}

/** What its tags were, the newest first, each from the time when it was first seen. */
async function tagHistory({ snapshot }: CloudScope, resource: Resource, { store }: ToolContext) {
  if (!snapshot) return [];
  const history = await store.inventory.tagHistory(snapshot, resource);
  return history
    .slice(0, MOST_TIMES)
    .map(({ since, tags }) => ({ since, tags: tags === undefined ? null : shownTags(tags) }));
}

/** Whether the provider charges nothing for its type as such; false where nobody knows. */
const isFree = async (type: string, { knownTypes }: ToolContext): Promise<boolean> =>
  (await knownTypes()).some((known) => known.type === type && known.free === true);

export const getResource = defineTool({
  name: 'get_resource',
  title: 'One resource',
  toolset: 'inventory',
  core: true,
  description: 'All that is known of one resource: attributes, tags and their history, violations, daily metrics.',
  input: z.strictObject({
    resource_id: z.string().min(1).max(2048).describe('ARN, full id, or its last part'),
    response_format: responseFormat.describe('detailed: all days of metrics'),
  }),
  output: z.object({
    resource: z.looseObject({ resource_id: z.string() }),
    is_compliant: z.boolean().nullable(),
    violations: z.array(z.looseObject({ violation_type: z.string(), tag_name: z.string() })),
    tag_history: z.array(z.looseObject({ since: z.string() })),
    metrics: z.array(z.looseObject({ metric: z.string(), statistic: z.string() })).nullable(),
    provider_recommendations: z.array(z.looseObject({ source: z.string(), title: z.string() })).nullable(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run({ resource_id, response_format }, context) {
    const { scope, resource } = await resolve(resource_id, context);
    const { account, region, type, tags, taggable, cloud } = resource;
    const judged = taggable && tags ? createEvaluator(await context.policy()).violations(resource, tags) : undefined;
    const snapshot = await context.store.metrics.latest(context.organisation, cloud);
    const days = response_format === 'detailed' ? Number.POSITIVE_INFINITY : CONCISE_DAYS;
    const filter = { accounts: [account], regions: [region], types: [type] };
    return {
      resource: {
        ...detailedRow(resource, context.now()),
        ...((await isFree(type, context)) ? { type_is_free: true } : {}),
      },
      is_compliant: judged ? !judged.some(({ severity }) => severity === 'error') : null,
      violations: (judged ?? []).map(describe),
      tag_history: await tagHistory(scope, resource, context),
      provider_recommendations: await recommendedBy(cloud, resource.id, context),
      metrics: snapshot ? series(await context.store.metrics.of(snapshot, resource.id), days) : null,
      data_quality: qualityOf([{ ...scope, filter }], context),
    };
  },
  text: ({ resource, is_compliant, violations, tag_history, metrics, provider_recommendations, data_quality }) => {
    const { resource_id, resource_name, resource_type, account, region, state, created_at, tags } = resource;
    const head = `${fenced(resource_id, 200)}${typeof resource_name === 'string' ? ` ${fenced(resource_name)}` : ''}: ${resource_type} in ${account} ${region}${state === undefined ? '' : `, ${state}`}${created_at === undefined ? '' : `, created ${created_at}`}.`;
    const pairs = tags && typeof tags === 'object' ? Object.entries(tags) : [];
    const shown = pairs.slice(0, 8).map(([key, value]) => `${fenced(key, 40)}=${fenced(String(value), 40)}`);
    const tagLine =
      tags === null
        ? 'Its tags could not be read.'
        : `${pairs.length} tags${shown.length > 0 ? `: ${shown.join(', ')}` : ''}.`;
    const verdict =
      is_compliant === null
        ? 'The tagging policy does not judge it.'
        : `${is_compliant ? 'Compliant' : 'Not compliant'} with the tagging policy${violations.length > 0 ? `, ${counted(violations.length, 'violation')}` : ''}.`;
    const problems = z
      .array(violation)
      .parse(violations)
      .map(
        ({ violation_type, tag_name, severity, current_value }) =>
          `${severity}: ${violation_type} of ${fenced(tag_name, 40)}${current_value === null ? '' : `, now ${fenced(current_value, 40)}`}.`,
      );
    const measured = metrics === null ? ['Metrics were never collected.'] : metrics.map(metricLine);
    const advised = (provider_recommendations ?? []).map(adviceLine);
    return shortText(
      head,
      [
        tagLine,
        ...changedLine(tag_history),
        verdict,
        ...problems,
        ...measured,
        resource.type_is_free ? 'Its type costs nothing by itself.' : 'Its monthly cost is unknown.',
        ...advised,
      ],
      data_quality.note,
    );
  },
});

const saving = z.object({ monthly_saving: moneyOutput.nullable() });

function adviceLine(recommendation: { readonly source: string; readonly title: string }): string {
  const { monthly_saving: saved } = saving.parse(recommendation);
  const price = saved ? `, which would save ${priceText(saved)} a month by its reckoning` : '';
  return `${recommendation.source} recommends: ${fenced(recommendation.title, 120)}${price}.`;
}

function changedLine([last, ...before]: readonly { readonly since: string }[]): string[] {
  const first = before.at(-1);
  return last && first
    ? [`Its tags have been so since ${last.since}; ${counted(before.length, 'change')} since ${first.since}.`]
    : [];
}

function metricLine({
  metric,
  statistic,
  days,
  by_day,
}: {
  metric: string;
  statistic: string;
  days?: unknown;
  by_day?: unknown;
}): string {
  const [day, value] = Object.entries(by_day ?? {}).at(-1) ?? [];
  return `${metric} ${statistic}: ${String(value)} on ${day} (${counted(Number(days), 'day')} known).`;
}
