import { createEvaluator, type Evaluator } from '../analyze/tags/evaluator.ts';
import type { VerdictFilter, Verdicts } from '../store/inventory.ts';
import { type CloudScope, type ScopeInput, scopesOf } from './scope.ts';
import { namesIn, tagFilterIn } from './tag-filter.ts';
import type { ToolContext } from './tool.ts';

/** One cloud's part of a question about tags: verdicts only where something was collected. */
export interface JudgedScope extends CloudScope {
  readonly verdicts: Verdicts | undefined;
  readonly filter: VerdictFilter;
}

export interface JudgedInput extends ScopeInput {
  readonly tags?: Readonly<Record<string, string | null>> | undefined;
}

/** The scopes of a question with the verdicts of the policy in force on them. */
export async function judgedScopes(
  input: JudgedInput,
  context: ToolContext,
  snapshotId?: string,
): Promise<{ evaluator: Evaluator; scopes: JudgedScope[]; version: string; source: string }> {
  const inForce = await context.policy();
  const evaluator = createEvaluator(inForce);
  const { inventory } = context.store;
  const scopes: JudgedScope[] = [];
  for (const scope of await scopesOf(input, context, snapshotId)) {
    const { cloud, snapshot } = scope;
    const verdicts =
      snapshot && (await inventory.judge(snapshot, evaluator.judgement(cloud, await inventory.shapes(snapshot))));
    const tags =
      snapshot && input.tags
        ? { tags: await tagFilterIn(snapshot, input.tags, inventory, namesIn(cloud, inForce.policy)) }
        : {};
    scopes.push({ ...scope, verdicts, filter: { ...scope.filter, ...tags } });
  }
  return { evaluator, scopes, version: inForce.version, source: inForce.source };
}
