import type { CloudName } from '../model/cloud.ts';
import { answerOf, toolNamed } from '../serve/answer.ts';
import type { Diagnosis, ProbedAccount, Product } from '../serve/product.ts';
import { billedClouds } from './accounts.ts';

/** When each provider's charges are to be had. */
const DELAYS: Readonly<Record<CloudName, string>> = {
  aws: 'Cost Explorer has data 24 hours after it is enabled, and of a day 24 to 48 hours after its end',
  azure: 'Cost Management has those of a day 36 to 72 hours after its end',
  gcp: 'the billing export begins on the day on which it is enabled (in a multi-region dataset with the month before, which takes up to 5 days), and has those of a day 24 to 48 hours after its end',
};

/** The last day of which a cloud's charges are known whole, in this month. */
async function throughOf(product: Product, cloud: CloudName, signal: AbortSignal): Promise<string | undefined> {
  const tool = toolNamed(product.tools, 'query_costs');
  const answer = await answerOf(tool, { cloud_provider: cloud }, product, { signal, progress: () => {} });
  if (answer.isError) return undefined;
  const { data_through: through } = answer.structuredContent;
  return typeof through === 'string' ? through : undefined;
}

/** How far the charges of each cloud are known, and what of them can't be told. */
export async function* chargeDiagnoses(
  product: Product,
  accounts: readonly ProbedAccount[],
  signal: AbortSignal,
): AsyncIterable<Diagnosis> {
  for (const cloud of billedClouds(accounts)) {
    const check = `${cloud} charges`;
    const through = await throughOf(product, cloud, signal);
    yield through === undefined
      ? {
          ...{ check, status: 'warning' },
          detail: `no day of this month is known whole: \`cloudoptima collect --what costs\`; ${DELAYS[cloud]}`,
        }
      : { check, status: 'ok', detail: `known through ${through}; ${DELAYS[cloud]}` };
  }
  if (billedClouds(accounts).includes('azure'))
    yield {
      ...{ check: 'azure tags of charges', status: 'warning' },
      detail:
        'whether charges inherit the tags of subscriptions and resource groups can’t be seen from here: it is a setting of Cost Management (tag inheritance), without which charges carry only what resources have',
    };
  yield* allocationTags(accounts);
}

/** AWS reports only the tags that were activated for it. */
function* allocationTags(accounts: readonly ProbedAccount[]): Iterable<Diagnosis> {
  for (const { cloud, account, groups } of accounts) {
    const costs = groups.find(({ group }) => group === 'costs');
    if (cloud !== 'aws' || costs?.inactive_tags === undefined) continue;
    const check = `aws ${account} tags of charges`;
    yield costs.inactive_tags.length === 0
      ? { check, status: 'ok', detail: 'the policy’s required tags are active for cost allocation' }
      : {
          ...{ check, status: 'warning' },
          detail: `not active for cost allocation: ${costs.inactive_tags.join(', ')}; no charge carries them. Activate them in Billing, Cost allocation tags: from the next day on charges do, and those before after a backfill`,
        };
  }
}
