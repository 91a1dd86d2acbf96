import type { Kind } from '../../model/kinds.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import { type AnyCollector, type Collector, defineCollector } from '../collector.ts';
import type { AzureClients } from './clients.ts';
import { RESOURCE_GRAPH } from './resource-graph.ts';
import type { VmSize } from './vm-sizes.ts';

/** What is listed by one query. */
export type Family = 'compute' | 'storage' | 'network' | 'platform' | 'groups';

/** One row of Resource Graph, as far as the queries ask for it. */
export interface AzureRow<Properties = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly name?: string;
  /** In lower case, whatever the provider calls it. */
  readonly type: string;
  readonly location?: string;
  readonly resourceGroup?: string;
  readonly subscriptionId: string;
  readonly tags?: Readonly<Record<string, unknown>> | null;
  readonly kind?: string;
  readonly managedBy?: string;
  readonly sku?: { readonly name?: string; readonly tier?: string; readonly capacity?: number } | null;
  readonly zones?: readonly string[] | null;
  /** Of the type itself; left out where only the type is of interest. */
  readonly properties: Properties;
}

/** What is known besides the row. */
export interface AzureKnowledge {
  /** What a size of virtual machines has; undefined when that could not be asked. */
  sizeOf(name: string | undefined): VmSize | undefined;
}

/** How the rows of one type are put into our words. `normalize` is pure. */
interface AzureDefinition<Properties, K extends Kind> {
  /** As Azure documents it: `Microsoft.Compute/virtualMachines`; in lower case and with dashes the file's name. */
  readonly type: string;
  readonly kind: K;
  readonly family: Family;
  /** False where Azure has no tags for the type; such resources are never judged. */
  readonly taggable: boolean;
  /** Where the provider charges nothing for the type as such, whatever it may for what is in it. */
  readonly free?: true;
  /** Besides asking Resource Graph: what it shows is what the caller may read. */
  readonly permissions: readonly [string, ...string[]];
  normalize(row: AzureRow<Properties>, knowledge: AzureKnowledge): ResourceFacts<K>;
  /** The fields that may be kept; nothing is, unless it is named here. */
  payload?(row: AzureRow<Properties>): object;
}

/** A type that Resource Graph lists. */
export interface AzureRowCollector {
  readonly type: string;
  readonly kind: Kind;
  readonly family: Family;
  readonly reach: 'global';
  readonly taggable: boolean;
  readonly free?: true;
  readonly permissions: readonly [string, ...string[]];
  facts(row: AzureRow, knowledge: AzureKnowledge): ResourceFacts;
}

/** Of Resource Graph, or of the directory, which has no part in it. */
export type AzureCollector = AzureRowCollector | AnyCollector<AzureClients>;

export const isOfGraph = (collector: AzureCollector): collector is AzureRowCollector => 'family' in collector;

/** A resource type that Resource Graph lists. */
export const defineAzureCollector = <Properties, K extends Kind>(
  collector: AzureDefinition<Properties, K>,
): AzureRowCollector & Pick<AzureDefinition<Properties, K>, 'normalize'> => ({
  ...collector,
  // All regions are listed at once.
  reach: 'global',
  permissions: [RESOURCE_GRAPH, ...collector.permissions],
  facts(row, knowledge) {
    // The row is of the type that was asked for, and so are its properties.
    const typed = { ...row, properties: row.properties ?? {} } as AzureRow<Properties>;
    const facts = collector.normalize(typed, knowledge);
    return collector.payload ? { ...facts, payload: collector.payload(typed) } : facts;
  },
});

/** A type that Microsoft Graph lists. */
export const defineDirectoryCollector = <Raw, K extends Kind>(collector: Collector<AzureClients, Raw, K>) =>
  defineCollector(collector);
