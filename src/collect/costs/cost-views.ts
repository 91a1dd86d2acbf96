import type { CloudName } from '../../model/cloud.ts';
import { addDays, addMonths, dayOf, type Month, monthOf, monthPeriod } from '../../model/period.ts';
import type { TaggingPolicy } from '../../model/policy.ts';
import type { ChargePeriod } from '../../store/state.ts';

/** What costs can be seen by: one view is one question, grouped by at most two keys. */
export type CostView = readonly string[];

/** The first one shows which accounts a payer pays for. */
export const ACCOUNT_VIEW: CostView = ['ServiceName', 'SubAccountId'];
const FIXED_VIEWS: readonly CostView[] = [ACCOUNT_VIEW, ['ServiceName', 'RegionId'], ['SubAccountId', 'RegionId']];

/** The views that answer what the policy's required tags are asked for. */
export function costViews(cloud: CloudName, policy: TaggingPolicy | undefined): CostView[] {
  const keys = tagKeys(cloud, policy?.requiredTags ?? []);
  return [...FIXED_VIEWS, ...keys.map((key) => [`tag:${key}`, 'ServiceName'])];
}

/** What the cloud calls the tags, each once. */
export const tagKeys = (cloud: CloudName, rules: TaggingPolicy['requiredTags']): string[] => [
  ...new Set(
    rules
      .filter(({ clouds }) => clouds.includes(cloud))
      .map(({ name, cloudSpecific }) => cloudSpecific[cloud]?.name ?? name),
  ),
];

/** Providers still correct a month for some days after its end. */
const SETTLED_AFTER_DAYS = 10;
const CLOSED_MONTHS_AT_FIRST = 3;
// Cost APIs look back thirteen months and refuse to look further.
const MOST_MONTHS_BACK = 13;

/** Whether what is read now of a month will stay. */
export const isSettled = (month: Month, now: Date): boolean =>
  dayOf(now) > addDays(monthPeriod(month).end, SETTLED_AFTER_DAYS);

/** The months to ask for, the newest first: the open one, and those before it that were not yet read after they were settled. */
export function monthsToAsk(source: string, known: readonly ChargePeriod[], now: Date): Month[] {
  const open = monthOf(dayOf(now));
  const mine = known.filter((period) => period.source === source);
  const closed = new Set(mine.filter((period) => period.closed).map(({ period }) => period));
  const unsettled = mine.filter((period) => !period.closed).map(({ period }) => period);
  const earliest = [addMonths(open, -CLOSED_MONTHS_AT_FIRST), ...unsettled].sort()[0] ?? open;
  const months: Month[] = [];
  for (let back = 0; back <= MOST_MONTHS_BACK && addMonths(open, -back) >= earliest; back++)
    months.push(addMonths(open, -back));
  return months.filter((month) => !closed.has(month));
}
