import { expect, test } from 'vitest';
import { collectorsByCloud } from '../../scripts/collectors-by-cloud.ts';
import { KINDS } from '../../src/model/kinds.ts';

test('every kind is read by a collector of some cloud', async () => {
  const kinds = (await collectorsByCloud()).flatMap(({ collectors }) => collectors.map(({ kind }) => kind));
  expect(new Set(kinds)).toEqual(new Set(KINDS));
});

test.each([
  ['cache', ['elasticache:cluster', 'memorydb:cluster', 'Microsoft.Cache/redis', 'redis.googleapis.com/Instance']],
  ['cluster', ['eks:cluster', 'Microsoft.ContainerService/managedClusters', 'container.googleapis.com/Cluster']],
  ['file-system', ['elasticfilesystem:file-system', 'fsx:file-system', 'file.googleapis.com/Instance']],
  ['key', ['cloudkms.googleapis.com/CryptoKey']],
  [
    'registry',
    ['ecr:repository', 'Microsoft.ContainerRegistry/registries', 'artifactregistry.googleapis.com/Repository'],
  ],
  ['secret', ['secretmanager.googleapis.com/Secret']],
  ['topic', ['pubsub.googleapis.com/Topic']],
])('%s is the same in every cloud', async (kind, types) => {
  const kinds = new Map(
    (await collectorsByCloud()).flatMap(({ collectors }) => collectors.map((one) => [one.type, one.kind] as const)),
  );
  expect(types.map((type) => kinds.get(type))).toEqual(types.map(() => kind));
});
