import type { Payer } from '../../clouds/cloud.ts';
import { money } from '../../model/money.ts';
import type { ProbedGroup } from '../collection.ts';
import { tagKeys } from '../costs/cost-views.ts';
import { payEach } from '../costs/paid-calls.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import { type ProbeConditions, probePeriod } from './conditions.ts';
import { groupOf } from './group.ts';

/** Whether a bill may be read. @throws the reason of the signal. */
export async function probeCosts(payer: Payer, conditions: ProbeConditions): Promise<ProbedGroup> {
  const { parts, paid, signal } = conditions;
  const { cloud, id, costs } = payer;
  const period = probePeriod(parts.time.now());
  const limits = { id: `probe costs ${cloud} ${id}`, deadlineMs: parts.settings.deadlineSeconds * 1000, signal };
  const { check } = costs;
  if (check) return groupOf('costs', payer, conditions, () => withinDeadline(parts.time, limits, () => check(period)));
  if (!paid)
    return {
      ...{ group: 'costs', status: 'not_asked', missingPermissions: [] },
      detail: `not asked: each page costs $${costs.pricePerPage}`,
    };
  const beforeAttempt = payEach(paid, cloud, costs.permissions, () => money(costs.pricePerPage, 'USD'));
  const within = (work: () => Promise<void>) =>
    groupOf('costs', payer, conditions, () => withinDeadline(parts.time, { ...limits, beforeAttempt }, work));
  const group = await within(async () => {
    for await (const _ of costs.charges({ groupBy: [], period })) return;
  });
  if (group.status !== 'seen' || !costs.inactiveTags) return group;
  let inactiveTags: readonly string[] | undefined;
  const tags = await within(async () => {
    const keys = tagKeys(cloud, (await parts.policy())?.requiredTags ?? []);
    if (keys.length > 0) inactiveTags = await costs.inactiveTags?.(keys);
  });
  // A member of an organisation may not ask, and misses no right for that: whoever pays may.
  if (tags.status !== 'seen')
    return { ...group, detail: `${group.detail}; which tags charges carry is not known: ${tags.detail}` };
  return inactiveTags === undefined ? group : { ...group, inactiveTags };
}
