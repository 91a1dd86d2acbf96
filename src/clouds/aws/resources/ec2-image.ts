import type { Image } from '@aws-sdk/client-ec2';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nameOf, tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  pending: 'pending',
  transient: 'pending',
  available: 'available',
  disabled: 'suspended',
  deregistered: 'terminated',
  invalid: 'failed',
  failed: 'failed',
  error: 'failed',
};

/** Machine images of the account's own; disabled ones too, because their snapshots are still billed. */
export const ec2Image = defineAwsCollector({
  type: 'ec2:image',
  kind: 'image',
  reach: 'regional',
  taggable: true,
  permissions: ['ec2:DescribeImages'],
  async *list({ clients, scope }): AsyncIterable<Image> {
    const { paginateDescribeImages } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    const pages = paginateDescribeImages({ client, pageSize: 1000 }, { Owners: ['self'], IncludeDisabled: true });
    for await (const page of pages) yield* page.Images ?? [];
  },
  normalize(image, scope) {
    return {
      id: arn('ec2', scope, `image/${idOf(image.ImageId, 'ec2:DescribeImages')}`),
      name: nameOf(image.Tags) ?? image.Name,
      state: STATES[image.State ?? ''] ?? 'unknown',
      providerState: image.State,
      createdAt: image.CreationDate,
      tags: tagsOf(image.Tags),
      flags: image.Public ? ['publicly-shared'] : undefined,
      attributes: {
        platform: image.PlatformDetails ?? image.Platform,
        architecture: image.Architecture,
        snapshotIds: image.BlockDeviceMappings?.flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []),
        isPublic: image.Public,
        lastLaunchedAt: image.LastLaunchedTime,
        deprecatedAt: image.DeprecationTime,
      },
    };
  },
});
