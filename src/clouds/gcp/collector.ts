import type { Kind } from '../../model/kinds.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { CollectContext } from '../collector.ts';
import { instantOf } from '../instant.ts';
import { type Asset, SEARCH_ACTION } from './assets.ts';
import type { GcpClients } from './clients.ts';
import { lastPart } from './names.ts';
import { regionOf } from './regions.ts';
import { stateOf } from './states.ts';

/** A resource type of Google Cloud. It is listed by the search of Asset Inventory, as all of them are. */
export interface GcpType<Data extends object, K extends Kind> {
  /** The asset type: `compute.googleapis.com/Disk`; the file is `compute-disk`. */
  readonly type: string;
  readonly kind: K;
  readonly taggable: boolean;
  /** Where the provider charges nothing for the type as such, whatever it may for what is in it. */
  readonly free?: true;
  /** What is needed beside the search. */
  readonly permissions?: readonly string[];
  /** Whether the fields of the resource itself are read, and not only what the search tells of all types alike. */
  readonly detailed: boolean;
  /** False for what is listed and is no resource of ours: keys that Google makes for itself. */
  isOne?(asset: Asset<Data>): boolean;
  /** Adds what only another API tells. */
  complete?(asset: Asset<Data>, context: CollectContext<GcpClients>): Promise<Asset<Data>>;
  /** What differs from that which every asset tells. */
  normalize(asset: Asset<Data>): Partial<ResourceFacts<K>> & Pick<ResourceFacts<K>, 'attributes'>;
  /** The fields that may be kept; nothing is, unless it is named here. */
  payload?(data: Data): object;
}

/** A type that the search lists. */
export interface GcpCollector {
  readonly type: string;
  readonly kind: Kind;
  readonly reach: 'global';
  readonly taggable: boolean;
  readonly free?: true;
  readonly permissions: readonly [string, ...string[]];
  readonly detailed: boolean;
  /** One of its assets in our words; undefined for what is no resource of ours. */
  facts(asset: Asset, context: CollectContext<GcpClients>): Promise<ResourceFacts | undefined>;
}

/** What the search tells of every asset. */
export const assetFacts = (asset: Asset): Omit<ResourceFacts<'other'>, 'payload'> => ({
  id: asset.name,
  name: lastPart(asset.name),
  region: regionOf(asset.location),
  ...(asset.state === undefined ? {} : { state: stateOf(asset.state) ?? 'unknown', providerState: asset.state }),
  createdAt: instantOf(asset.createTime),
  // Absent where there are none: the search that lists the asset lists its labels.
  tags: asset.labels ?? {},
  attributes: {},
});

export function defineGcpCollector<Data extends object, K extends Kind>(
  type: GcpType<Data, K>,
): GcpCollector & { normalize(asset: Asset<Data>): ResourceFacts<K> } {
  const { type: assetType, kind, taggable, detailed, permissions = [] } = type;
  const normalize = (asset: Asset<Data>): ResourceFacts<K> => ({ ...assetFacts(asset), ...type.normalize(asset) });

  return {
    ...{ type: assetType, kind, reach: 'global', taggable, detailed },
    ...(type.free ? { free: true } : {}),
    permissions: [SEARCH_ACTION, ...permissions],
    normalize,
    async facts(found, context) {
      // By its type; of its fields each may be absent.
      const asset = found as Asset<Data>;
      if (type.isOne?.(asset) === false) return undefined;
      const whole = type.complete ? await type.complete(asset, context) : asset;
      const all = normalize(whole);
      return type.payload ? { ...all, payload: type.payload(whole.data) } : all;
    },
  };
}
