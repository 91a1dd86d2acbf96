import type { PlacedAttributes } from '../../model/kinds/placed.ts';
import type { Kind, Kinds } from '../../model/kinds.ts';
import { RESOURCE_STATES } from '../../model/resource.ts';

type Shape = 'text' | 'number' | 'boolean' | 'texts' | 'textOrTexts' | 'textMap';
type ShapeOf<T> = [T] extends [string]
  ? 'text'
  : [T] extends [number]
    ? 'number'
    : [T] extends [boolean]
      ? 'boolean'
      : [T] extends [readonly string[]]
        ? 'texts'
        : [T] extends [string | readonly string[]]
          ? 'textOrTexts'
          : 'textMap';

type Every<A> = A extends unknown ? keyof A : never;
type In<A, P extends PropertyKey> = A extends unknown ? (P extends keyof A ? NonNullable<A[P]> : never) : never;
type Attributes = Kinds[Kind] | PlacedAttributes;
type Shapes = { readonly [P in Every<Attributes>]: ShapeOf<In<Attributes, P>> };

// An attribute looks the same in nearly every kind that has it. The compiler asks for one that is missing here.
const shapes: Shapes = {
  architecture: 'text',
  associatedWith: 'text',
  attachedAt: 'text',
  attachedTo: 'textOrTexts',
  availabilityZone: 'text',
  availabilityZones: 'texts',
  availableAddresses: 'number',
  backupRetentionDays: 'number',
  cidrBlocks: 'texts',
  clusterId: 'text',
  codeSizeBytes: 'number',
  connectivity: 'text',
  dataProcessedGib: 'number',
  databaseId: 'text',
  deprecatedAt: 'text',
  description: 'text',
  dnsName: 'text',
  encrypted: 'boolean',
  engine: 'text',
  engineVersion: 'text',
  ephemeralStorageMib: 'number',
  expiresAt: 'text',
  gatewayNames: 'texts',
  healthyTargets: 'number',
  imageId: 'text',
  inboundRules: 'number',
  instanceType: 'text',
  iops: 'number',
  isDefault: 'boolean',
  isPublic: 'boolean',
  lastAccessedAt: 'text',
  lastLaunchedAt: 'text',
  lastUsedAt: 'text',
  launchedAt: 'text',
  licenceModel: 'text',
  lifecycle: 'text',
  lifecycleRules: 'texts',
  loadBalancerType: 'text',
  loadBalancers: 'texts',
  managedByProvider: 'boolean',
  members: 'texts',
  memoryGib: 'number',
  memoryMib: 'number',
  modifiedAt: 'text',
  multiZone: 'boolean',
  networkId: 'text',
  networkInterfaceId: 'text',
  outboundRules: 'number',
  owner: 'text',
  packageType: 'text',
  path: 'text',
  platform: 'text',
  port: 'number',
  privateIp: 'text',
  protocol: 'text',
  publicIp: 'text',
  publicIps: 'texts',
  resourceGroup: 'text',
  resourceGroupTags: 'textMap',
  accountTags: 'textMap',
  runtime: 'text',
  scheme: 'text',
  securityGroups: 'texts',
  sizeGib: 'number',
  snapshotId: 'text',
  snapshotIds: 'texts',
  snapshotType: 'text',
  stateTransitionReason: 'text',
  stoppedAt: 'text',
  storageClass: 'text',
  storageGib: 'number',
  storageTier: 'text',
  storageType: 'text',
  subnetId: 'text',
  targetGroups: 'texts',
  targetType: 'text',
  tenancy: 'text',
  throughputMibps: 'number',
  timeoutSeconds: 'number',
  unhealthyTargets: 'number',
  vcpus: 'number',
  versioning: 'text',
  volumeId: 'text',
  volumeSizeGib: 'number',
  volumes: 'texts',
};
/** How an attribute's value looks; undefined for a name that no kind has. */
export const ATTRIBUTE_SHAPES: ReadonlyMap<string, Shape> = new Map(Object.entries(shapes));

export const STATES: ReadonlySet<unknown> = new Set(RESOURCE_STATES);

// The longest id of any provider has a quarter of these letters.
const LONGEST_ID = 8_192;

export const isId = (id: unknown): boolean => typeof id === 'string' && id !== '' && id.length <= LONGEST_ID;
export const isInstant = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isText = (value: unknown): boolean => typeof value === 'string';

function isTextMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const key in value) if (typeof Reflect.get(value, key) !== 'string') return false;
  return true;
}

export function hasShape(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'number':
      return Number.isFinite(value);
    case 'texts':
      return Array.isArray(value) && value.every(isText);
    case 'textOrTexts':
      return isText(value) || hasShape(value, 'texts');
    case 'textMap':
      return isTextMap(value);
    default:
      return typeof value === (shape === 'text' ? 'string' : 'boolean');
  }
}
