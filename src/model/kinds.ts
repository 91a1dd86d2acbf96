import type { AccessKeyAttributes } from './kinds/access-key.ts';
import type { BucketAttributes } from './kinds/bucket.ts';
import type { CacheAttributes } from './kinds/cache.ts';
import type { DatabaseAttributes } from './kinds/database.ts';
import type { DatabaseSnapshotAttributes } from './kinds/database-snapshot.ts';
import type { FirewallAttributes } from './kinds/firewall.ts';
import type { FunctionAttributes } from './kinds/function.ts';
import type { GatewayAttributes } from './kinds/gateway.ts';
import type { IdentityAttributes } from './kinds/identity.ts';
import type { ImageAttributes } from './kinds/image.ts';
import type { InstanceAttributes } from './kinds/instance.ts';
import type { IpAddressAttributes } from './kinds/ip-address.ts';
import type { LoadBalancerAttributes } from './kinds/load-balancer.ts';
import type { NetworkAttributes } from './kinds/network.ts';
import type { NetworkInterfaceAttributes } from './kinds/network-interface.ts';
import type { PlacedAttributes } from './kinds/placed.ts';
import type { SnapshotAttributes } from './kinds/snapshot.ts';
import type { TargetGroupAttributes } from './kinds/target-group.ts';
import type { VolumeAttributes } from './kinds/volume.ts';

/** What clouds call by different names and we judge alike. An attribute enters a kind when something reads it. */
export interface Kinds {
  instance: InstanceAttributes;
  volume: VolumeAttributes;
  snapshot: SnapshotAttributes;
  image: ImageAttributes;
  'ip-address': IpAddressAttributes;
  'nat-gateway': GatewayAttributes;
  'vpn-gateway': GatewayAttributes;
  network: NetworkAttributes;
  subnet: NetworkAttributes;
  firewall: FirewallAttributes;
  'load-balancer': LoadBalancerAttributes;
  'target-group': TargetGroupAttributes;
  database: DatabaseAttributes;
  'database-cluster': DatabaseAttributes;
  'database-snapshot': DatabaseSnapshotAttributes;
  bucket: BucketAttributes;
  function: FunctionAttributes;
  user: IdentityAttributes;
  role: IdentityAttributes;
  'access-key': AccessKeyAttributes;
  'network-interface': NetworkInterfaceAttributes;
  cache: CacheAttributes;
  cluster: PlacedAttributes;
  registry: PlacedAttributes;
  'file-system': PlacedAttributes;
  queue: PlacedAttributes;
  topic: PlacedAttributes;
  stream: PlacedAttributes;
  key: PlacedAttributes;
  secret: PlacedAttributes;
  'log-group': PlacedAttributes;
  'dns-zone': PlacedAttributes;
  distribution: PlacedAttributes;
  api: PlacedAttributes;
  workflow: PlacedAttributes;
  'resource-group': PlacedAttributes;
  /** What has no kind of its own yet; its type says what it is. */
  other: PlacedAttributes;
}
export type Kind = keyof Kinds;

// The record makes the compiler ask for a kind that is missing here.
const names: Record<Kind, true> = {
  instance: true,
  volume: true,
  snapshot: true,
  image: true,
  'ip-address': true,
  'nat-gateway': true,
  'vpn-gateway': true,
  network: true,
  subnet: true,
  firewall: true,
  'load-balancer': true,
  'target-group': true,
  database: true,
  'database-cluster': true,
  'database-snapshot': true,
  bucket: true,
  function: true,
  user: true,
  role: true,
  'access-key': true,
  'network-interface': true,
  cache: true,
  cluster: true,
  registry: true,
  'file-system': true,
  queue: true,
  topic: true,
  stream: true,
  key: true,
  secret: true,
  'log-group': true,
  'dns-zone': true,
  distribution: true,
  api: true,
  workflow: true,
  'resource-group': true,
  other: true,
};
export const KINDS = Object.keys(names) as Kind[];
