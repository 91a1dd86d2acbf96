import type { Planter } from '../planter.ts';
import { plantCreation } from '../time.ts';
import { projectNumber } from './organization.ts';
import { type GcpDetail, gcpName, gcpResource } from './resource.ts';

export const artifactRepositories: Planter<GcpDetail> = {
  type: 'artifactregistry.googleapis.com/Repository',
  weight: 2,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'repo');
      const path = `projects/${account.id}/locations/${region}/repositories/${named.name}`;
      const createdAt = plantCreation(random, now);
      const gigabytes = random.int(0, 300);
      return gcpResource(random, {
        ...{ account, region, named, name: named.name, createdAt, type: 'artifactregistry.googleapis.com/Repository' },
        path: `artifactregistry.googleapis.com/${path}`,
        monthlyDollars: gigabytes * 0.1,
        data: (labels) => ({
          ...{
            name: path,
            labels,
            format: random.pick(['DOCKER', 'DOCKER', 'NPM', 'PYTHON']),
            mode: 'STANDARD_REPOSITORY',
          },
          ...{ sizeBytes: String(gigabytes * 1_073_741_824), createTime: createdAt.toISOString() },
          cleanupPolicies: random.chance(0.3) ? { old: { id: 'old', action: 'DELETE' } } : undefined,
        }),
      });
    }),
};

/** Named by the project's number, unlike nearly everything else. */
export const secrets: Planter<GcpDetail> = {
  type: 'secretmanager.googleapis.com/Secret',
  weight: 4,
  where: 'global',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'secret');
      const path = `projects/${projectNumber(account.id)}/secrets/${named.name}`;
      const createdAt = plantCreation(random, now);
      return gcpResource(random, {
        ...{ account, region, named, name: named.name, createdAt, type: 'secretmanager.googleapis.com/Secret' },
        path: `secretmanager.googleapis.com/${path}`,
        data: (labels) => ({
          ...{ name: path, labels, createTime: createdAt.toISOString(), etag: `"${random.hex(12)}"` },
          replication: { automatic: {} },
        }),
      });
    }),
};

export const cryptoKeys: Planter<GcpDetail> = {
  type: 'cloudkms.googleapis.com/CryptoKey',
  weight: 2,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'key');
      const ring = `projects/${account.id}/locations/${region}/keyRings/northwind`;
      const path = `${ring}/cryptoKeys/${named.name}`;
      const createdAt = plantCreation(random, now, 4);
      const state = random.chance(0.85) ? 'ENABLED' : 'DISABLED';
      return gcpResource(random, {
        ...{ account, region, named, name: named.name, createdAt, type: 'cloudkms.googleapis.com/CryptoKey' },
        path: `cloudkms.googleapis.com/${path}`,
        state,
        parent: { name: `//cloudkms.googleapis.com/${ring}`, type: 'cloudkms.googleapis.com/KeyRing' },
        data: (labels) => ({
          ...{ name: path, labels, purpose: 'ENCRYPT_DECRYPT', createTime: createdAt.toISOString() },
          primary: { name: `${path}/cryptoKeyVersions/1`, state, protectionLevel: 'SOFTWARE' },
          rotationPeriod: random.chance(0.5) ? '7776000s' : undefined,
        }),
      });
    }),
};

/** Those that Logging makes for every project, then the project's own. None takes labels. */
export const logBuckets: Planter<GcpDetail> = {
  type: 'logging.googleapis.com/LogBucket',
  weight: 2,
  where: 'global',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, (_, position) => {
      const name = ['_Default', '_Required'][position] ?? `logs-${random.hex(6)}`;
      const path = `projects/${account.id}/locations/global/buckets/${name}`;
      const createdAt = plantCreation(random, now, 5);
      return gcpResource(random, {
        ...{ account, region, name, createdAt, type: 'logging.googleapis.com/LogBucket' },
        path: `logging.googleapis.com/${path}`,
        ...{ state: 'ACTIVE', monthlyDollars: name === '_Required' ? 0 : random.int(0, 60) },
        data: () => ({
          ...{
            name: path,
            lifecycleState: 'ACTIVE',
            locked: name === '_Required',
            createTime: createdAt.toISOString(),
          },
          retentionDays: name === '_Required' ? 400 : random.pick([30, 30, 90, 365, 3650]),
        }),
      });
    }),
};
