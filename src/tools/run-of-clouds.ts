import { addChanges } from '../collect/changes.ts';
import { statusOf } from '../collect/tally.ts';
import type { CloudName } from '../model/cloud.ts';
import type { Changes, Run } from '../model/run.ts';

/** A run as it is told. What nobody counted of the clouds alone that are asked for is null. */
export interface ToldRun extends Omit<Run, 'unitsDone' | 'unitsTotal'> {
  readonly unitsDone: number | null;
  readonly unitsTotal: number | null;
}

/** The clouds that a run had to do with, as far as it kept them. */
const cloudsIn = ({ clouds, accounts, skipped = [], spent = [] }: Run): Set<CloudName> =>
  new Set((clouds ?? [...accounts, ...skipped, ...spent]).map(({ cloud }) => cloud));

/** Whether a run asked any of these clouds. Of one that kept none, nobody can say that it didn't. */
export function isAbout(run: Run, clouds: readonly CloudName[]): boolean {
  const own = cloudsIn(run);
  return own.size === 0 || clouds.some((cloud) => own.has(cloud));
}

/**
 * The part of a run that is about these clouds. What an earlier version kept as one sum over others, too, is left out: unknown,
 * which is better than somebody else's.
 */
export function runOfClouds(run: Run, clouds: readonly CloudName[]): ToldRun {
  if ([...cloudsIn(run)].every((cloud) => clouds.includes(cloud))) return run;
  const { changes: _, clouds: parts, skipped, spent, suspicions, ...whole } = run;
  const isTheirs = ({ cloud }: { readonly cloud: CloudName }) => clouds.includes(cloud);
  const accounts = run.accounts.filter(isTheirs);
  const own = parts?.filter(isTheirs);
  const changes = own?.reduce<Changes | undefined>(
    (sum, part) => (part.changes ? addChanges(sum, part.changes) : sum),
    undefined,
  );
  const hasEnded = run.status === 'success' || run.status === 'partial';
  return {
    ...whole,
    accounts,
    status: hasEnded ? statusOf(accounts) : run.status,
    unitsDone: own ? own.reduce((sum, { unitsDone }) => sum + unitsDone, 0) : null,
    unitsTotal: own ? own.reduce((sum, { unitsTotal }) => sum + unitsTotal, 0) : null,
    ...(changes ? { changes } : {}),
    ...(own ? { clouds: own } : {}),
    ...(skipped ? { skipped: skipped.filter(isTheirs) } : {}),
    ...(spent ? { spent: spent.filter(isTheirs) } : {}),
    ...(suspicions ? { suspicions: suspicions.filter(isTheirs) } : {}),
  };
}
