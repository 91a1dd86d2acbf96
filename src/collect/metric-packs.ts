import type { MetricSource } from '../clouds/cloud.ts';
import type { Resource, ResourceState } from '../model/resource.ts';
import type { CellFilter, InventoryLake } from '../store/inventory.ts';
import type { Snapshot } from '../store/state.ts';

// What GetMetricData takes in one request; other providers take less and split further.
const SERIES_AT_ONCE = 500;
const PAGE = 1000;

// What doesn't run has no load to measure, and is paid for all the same when it is asked.
const AT_REST: ReadonlySet<ResourceState | undefined> = new Set<ResourceState>([
  'pending',
  'stopping',
  'stopped',
  'deallocated',
  'suspended',
  'deleting',
  'terminated',
  'failed',
]);

/** Resources whose series are asked for together. */
export interface MetricPack {
  readonly resources: readonly Resource[];
  readonly series: number;
}

/** As many as one request takes; a resource with more series than that goes alone. */
export function packsOf(metrics: MetricSource, resources: readonly Resource[]): MetricPack[] {
  const packs: MetricPack[] = [];
  let pack: Resource[] = [];
  let series = 0;
  const close = () => {
    if (pack.length > 0) packs.push({ resources: pack, series });
    pack = [];
    series = 0;
  };
  for (const resource of resources) {
    const more = AT_REST.has(resource.state) ? 0 : metrics.seriesFor(resource);
    if (more === 0) continue;
    if (series + more > SERIES_AT_ONCE) close();
    pack.push(resource);
    series += more;
  }
  close();
  return packs;
}

interface Reader {
  readonly inventory: InventoryLake;
  readonly snapshot: Snapshot;
}

/** Everything that a filter finds. */
export async function resourcesIn({ inventory, snapshot }: Reader, filter: CellFilter): Promise<Resource[]> {
  const resources: Resource[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await inventory.find(snapshot, filter, offset, PAGE);
    for (const resource of page.resources) resources.push(resource);
    if (page.next === undefined) return resources;
  }
}
