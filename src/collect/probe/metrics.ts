import type { ConnectedAccount } from '../../clouds/cloud.ts';
import { money, times } from '../../model/money.ts';
import type { Resource } from '../../model/resource.ts';
import type { ProbedGroup } from '../collection.ts';
import { payEach } from '../costs/paid-calls.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import { type ProbeConditions, probePeriod } from './conditions.ts';
import { groupOf } from './group.ts';

/** Whether metrics may be read; undefined where the account has none. @throws the reason of the signal. */
export async function probeMetrics(
  account: ConnectedAccount,
  resources: readonly Resource[],
  conditions: ProbeConditions,
): Promise<ProbedGroup | undefined> {
  const { organisation, parts, paid, signal } = conditions;
  const { cloud, id, metrics } = account;
  if (metrics.types.length === 0) return undefined;
  const period = probePeriod(parts.time.now());
  const limits = { id: `probe metrics ${cloud} ${id}`, deadlineMs: parts.settings.deadlineSeconds * 1000, signal };
  const { check } = metrics;
  if (check)
    return groupOf('metrics', account, conditions, () => withinDeadline(parts.time, limits, () => check(id, period)));
  const notAsked = (detail: string): ProbedGroup => ({
    ...{ group: 'metrics', status: 'not_asked', detail: `not asked: ${detail}`, missingPermissions: [] },
  });
  const price = money(metrics.pricePerSeries, 'USD');
  if (!paid && price.amount !== '0') return notAsked(`each series costs $${price.amount}`);
  const isMeasured = (one: Resource) => metrics.seriesFor(one) > 0;
  const resource = resources.find(isMeasured) ?? (await collectedBefore(account, conditions)).find(isMeasured);
  if (!resource) return notAsked('no resource that has any is known yet');
  const cost = times(price, metrics.seriesFor(resource));
  const beforeAttempt = paid ? payEach(paid, cloud, metrics.permissions, () => cost) : undefined;
  const scope = { organisation, cloud, account: id, region: resource.region };
  return groupOf('metrics', account, conditions, () =>
    withinDeadline(parts.time, { ...limits, ...(beforeAttempt ? { beforeAttempt } : {}) }, async () => {
      for await (const _ of metrics.points(scope, [resource], period)) return;
    }),
  );
}

// Stopped instances have no series, so that one alone may not do.
const FEW = 20;

/** Some of what the last collection saw and what has metrics. */
async function collectedBefore(
  { cloud, id, metrics }: ConnectedAccount,
  { organisation, parts }: ProbeConditions,
): Promise<readonly Resource[]> {
  const { inventory } = parts.store;
  const snapshot = await inventory.latest(organisation, cloud);
  if (!snapshot) return [];
  return (await inventory.find(snapshot, { accounts: [id], types: metrics.types }, 0, FEW)).resources;
}
