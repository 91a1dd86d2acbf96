import type { FileSystemDescription } from '@aws-sdk/client-efs';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nameOf, tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  creating: 'pending',
  available: 'available',
  updating: 'available',
  deleting: 'deleting',
  deleted: 'terminated',
  error: 'failed',
};

/** File systems of EFS. */
export const elasticfilesystemFileSystem = defineAwsCollector({
  type: 'elasticfilesystem:file-system',
  kind: 'file-system',
  reach: 'regional',
  taggable: true,
  permissions: ['elasticfilesystem:DescribeFileSystems'],
  async *list({ clients, scope }): AsyncIterable<FileSystemDescription> {
    const { paginateDescribeFileSystems } = await import('@aws-sdk/client-efs');
    const client = await clients.client('efs', scope.region);
    for await (const page of paginateDescribeFileSystems({ client, pageSize: 100 }, {})) yield* page.FileSystems ?? [];
  },
  normalize(fileSystem) {
    return {
      id: idOf(fileSystem.FileSystemArn, 'elasticfilesystem:DescribeFileSystems'),
      name: nameOf(fileSystem.Tags),
      state: STATES[fileSystem.LifeCycleState ?? ''] ?? 'unknown',
      providerState: fileSystem.LifeCycleState,
      createdAt: fileSystem.CreationTime?.toISOString(),
      tags: tagsOf(fileSystem.Tags),
      attributes: {},
    };
  },
});
