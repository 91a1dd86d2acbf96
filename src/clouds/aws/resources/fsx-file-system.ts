import type { FileSystem } from '@aws-sdk/client-fsx';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nameOf, tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  CREATING: 'pending',
  AVAILABLE: 'available',
  UPDATING: 'available',
  MISCONFIGURED: 'available',
  MISCONFIGURED_UNAVAILABLE: 'failed',
  DELETING: 'deleting',
  FAILED: 'failed',
};

/** File systems of FSx: Windows, Lustre, ONTAP and OpenZFS. */
export const fsxFileSystem = defineAwsCollector({
  type: 'fsx:file-system',
  kind: 'file-system',
  reach: 'regional',
  taggable: true,
  permissions: ['fsx:DescribeFileSystems'],
  async *list({ clients, scope }): AsyncIterable<FileSystem> {
    const { paginateDescribeFileSystems } = await import('@aws-sdk/client-fsx');
    const client = await clients.client('fsx', scope.region);
    for await (const page of paginateDescribeFileSystems({ client, pageSize: 1000 }, {})) yield* page.FileSystems ?? [];
  },
  normalize(fileSystem) {
    return {
      id: idOf(fileSystem.ResourceARN, 'fsx:DescribeFileSystems'),
      name: nameOf(fileSystem.Tags),
      state: STATES[fileSystem.Lifecycle ?? ''] ?? 'unknown',
      providerState: fileSystem.Lifecycle,
      createdAt: fileSystem.CreationTime?.toISOString(),
      tags: tagsOf(fileSystem.Tags),
      attributes: {},
    };
  },
});
