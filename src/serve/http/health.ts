import { CLOUDS } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import { isMissing } from '../../model/gap.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { Product } from '../product.ts';

export interface Health {
  readonly status: 'healthy' | 'degraded' | 'unhealthy';
  readonly version: string;
  readonly store: 'ok' | 'unavailable';
  readonly policy: {
    readonly source: string | null;
    readonly version: string | null;
    /** Why the file of the policy can't be used; the one that was read before is then in force, or none. */
    readonly problem: string | null;
  };
  readonly collection: {
    readonly last: string | null;
    readonly next: string | null;
    /** Why nothing is collected by schedule. */
    readonly problem: string | null;
  };
  readonly snapshot: { readonly last: string | null; readonly next: string | null };
  /** Null when the store can't be read. */
  readonly accounts: number | null;
  readonly gaps: number | null;
}

async function kept({ store, organisation }: ToolContext) {
  const [run] = await store.state.runs.list(organisation, 1);
  const snapshots = await Promise.all(
    CLOUDS.map((cloud) => store.state.catalogue.latest(organisation, cloud, 'inventory')),
  );
  const found = snapshots.filter((snapshot) => snapshot !== undefined);
  const coverage = await Promise.all(found.map(({ id }) => store.state.catalogue.coverage(id)));
  return {
    lastRun: run?.finishedAt ?? run?.startedAt ?? null,
    lastSnapshot:
      found
        .map(({ publishedAt }) => publishedAt)
        .sort()
        .at(-1) ?? null,
    accounts: (await store.state.accounts.list(organisation)).length,
    gaps: coverage.flat().reduce((sum, { gaps }) => sum + gaps.filter(isMissing).length, 0),
  };
}

async function policyInForce(context: ToolContext): Promise<Health['policy']> {
  try {
    const { source, version, problem = null } = await context.policy();
    return { source, version, problem };
  } catch (error) {
    // A broken file is the user's to mend; anything else is not to be hidden.
    if (error instanceof UserError)
      return {
        source: null,
        version: null,
        problem: 'There is no policy that can be used; `cloudoptima doctor` says why.',
      };
    throw error;
  }
}

/** Whether it works, how fresh it is and what it could not see. Unhealthy: the store can't be read. */
export async function healthOf(product: Product): Promise<Health> {
  const { version } = product;
  const problem = product.schedule?.problem?.() ?? null;
  try {
    const context = await product.context();
    const { lastRun, lastSnapshot, accounts, gaps } = await kept(context);
    const policy = await policyInForce(context);
    return {
      status:
        [policy.problem, problem].some((one) => one !== null) || gaps > 0 || lastSnapshot === null
          ? 'degraded'
          : 'healthy',
      version,
      store: 'ok',
      policy,
      collection: { last: lastRun, next: product.schedule?.next()?.toISOString() ?? null, problem },
      // What is scheduled are collections; a snapshot comes of one.
      snapshot: { last: lastSnapshot, next: null },
      accounts,
      gaps,
    };
  } catch (error) {
    product.log.error('health', { error });
    return {
      status: 'unhealthy',
      version,
      store: 'unavailable',
      policy: { source: null, version: null, problem: null },
      collection: { last: null, next: null, problem },
      snapshot: { last: null, next: null },
      accounts: null,
      gaps: null,
    };
  }
}
