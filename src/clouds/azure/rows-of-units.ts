import type { WideUnit } from '../cloud.ts';
import type { AzureRow, AzureRowCollector } from './collector.ts';
import { ownId } from './ids.ts';
import { RESOURCE_GRAPH } from './resource-graph.ts';

/** Some rows of one unit. */
export interface RowsOfUnit extends WideUnit {
  readonly rows: readonly AzureRow[];
}

/** The rows of a page by the unit that they belong to, in the order in which they come. */
export const inUnits = (page: readonly AzureRow[], known: ReadonlyMap<string, AzureRowCollector>): RowsOfUnit[] =>
  [...Map.groupBy(page, rowUnit)].map(([name, rows]) => {
    const end = name.indexOf(' ');
    const type = name.slice(end + 1);
    return { account: name.slice(0, end), type: known.get(type)?.type ?? type, rows };
  });

/** @throws CloudError for a row that doesn't say whose it is. */
const rowUnit = ({ subscriptionId, type }: AzureRow): string =>
  unitName({ account: ownId(subscriptionId, RESOURCE_GRAPH), type: ownId(type, RESOURCE_GRAPH) });

export const distinct = (words: readonly string[]): string[] => [...new Set(words)];
export const unitName = ({ account, type }: WideUnit): string => `${account} ${type}`;
