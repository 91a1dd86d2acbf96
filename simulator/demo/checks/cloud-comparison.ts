import type { CloudName } from '../../estate/estate.ts';
import type { Truth } from '../../estate/truth.ts';
import { type Check, check } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { cloudsOf } from '../truth-of-cloud.ts';
import { resourcesOf, type TypedResource } from '../truth-resources.ts';

interface Compared {
  readonly clouds?: Readonly<Record<string, object>>;
  readonly cross_cloud_inconsistencies?: readonly object[];
}

// Clouds that differ by less are called alike.
const leastDifference = 0.1;

/** What the clouds make of the policy side by side; a cloud by itself is compared with none. */
export async function checkCloudComparison(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const answer = await client.ask<Compared>('check_tag_compliance', { limit: 1 });
  const clouds = cloudsOf(truth);
  const isOne = clouds.length === 1;
  return [
    check(
      'compliance of each cloud',
      isOne ? null : Object.fromEntries(clouds.map((cloud) => [cloud, figuresOf(truth, cloud)])),
      answer.clouds ?? null,
    ),
    check(
      'tags that the clouds keep unequally',
      isOne ? null : inconsistencies(truth, clouds),
      answer.cross_cloud_inconsistencies ?? null,
    ),
  ];
}

const rounded = (part: number): number => Math.round(part * 10_000) / 10_000;

function figuresOf({ clouds }: Truth, cloud: CloudName): object {
  const { compliant, taggable, violations } = clouds[cloud].totals;
  return {
    compliance_score: taggable === 0 ? null : rounded(compliant / taggable),
    total_resources: taggable,
    compliant_resources: compliant,
    violation_count: Object.values(violations).reduce((sum, count) => sum + count, 0),
  };
}

/** The most unequal first. */
function inconsistencies(truth: Truth, clouds: readonly CloudName[]): readonly object[] {
  const { required_tags: required } = truth.policy as { required_tags: readonly { name: string }[] };
  const judged = Map.groupBy(
    resourcesOf(truth).filter(({ taggable }) => taggable),
    ({ cloud }) => cloud,
  );
  return required
    .flatMap(({ name }) => {
      const shares = clouds.flatMap((cloud): [CloudName, number][] => {
        const members = judged.get(cloud) ?? [];
        return members.length === 0 ? [] : [[cloud, members.filter(keeps(name)).length / members.length]];
      });
      const values = shares.map(([, share]) => share);
      const difference = Math.max(...values) - Math.min(...values);
      if (shares.length < 2 || difference < leastDifference) return [];
      const kept = Object.fromEntries(shares.map(([cloud, share]) => [cloud, rounded(share)]));
      return [{ difference, told: { tag_name: name, kept } }];
    })
    .sort((a, b) => b.difference - a.difference)
    .map(({ told }) => told);
}

const keeps =
  (name: string) =>
  ({ violations }: TypedResource): boolean =>
    !violations.some(({ tag }) => tag === name);
