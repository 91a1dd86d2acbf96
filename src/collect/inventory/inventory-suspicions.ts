import type { CloudName } from '../../model/cloud.ts';
import type { Suspicion } from '../../model/run.ts';
import type { Cell } from '../../store/inventory.ts';

// A few that go are an ordinary day's work.
const LEAST_LOST = 10;
const LEAST_SILENT = 5;

/**
 * What of a new inventory looks as if something had not been seen: a type of an account that halves, a region that falls
 * silent. What could not be read can't cause it, because its earlier rows are still in the new inventory. Only of these
 * accounts: one that somebody took out of the settings is gone on purpose.
 */
export function inventorySuspicions(
  cloud: CloudName,
  before: readonly Cell[],
  after: readonly Cell[],
  accounts: ReadonlySet<string>,
): Suspicion[] {
  const here = ({ account }: Cell) => accounts.has(account);
  const [was, is] = [before.filter(here), after.filter(here)];
  const count = (cells: readonly Cell[]): number => cells.reduce((sum, { resources }) => sum + resources, 0);
  const suspicions: Suspicion[] = [];

  const ofType = ({ account, type }: Cell) => `${account} ${type}`;
  const types = Map.groupBy(is, ofType);
  for (const [name, cells] of Map.groupBy(was, ofType)) {
    const [first] = cells;
    const [had, has] = [count(cells), count(types.get(name) ?? [])];
    if (!first || has * 2 > had || had - has < LEAST_LOST) continue;
    const { account, type } = first;
    const detail = `${had} of ${type} before, ${has} now`;
    suspicions.push({ kind: 'fewer_resources', cloud, account, resourceType: type, detail });
  }

  const ofRegion = ({ account, region }: Cell) => `${account} ${region}`;
  const regions = new Set(is.map(ofRegion));
  for (const [name, cells] of Map.groupBy(was, ofRegion)) {
    const [first] = cells;
    const had = count(cells);
    if (!first || regions.has(name) || had < LEAST_SILENT) continue;
    const { account, region } = first;
    const detail = `${had} resources before, none now`;
    suspicions.push({ kind: 'silent_region', cloud, account, region, detail });
  }
  return suspicions;
}
