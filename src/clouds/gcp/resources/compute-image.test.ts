import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeImage } from './compute-image.ts';

test('an image in our words', () =>
  expect(
    computeImage.normalize(
      assetOf({
        ...{ status: 'READY', architecture: 'ARM64', licenses: [compute('global/licenses/ubuntu-2404-lts')] },
        sourceSnapshot: compute('global/snapshots/s'),
        deprecated: { state: 'DEPRECATED', deprecated: '2026-01-02T00:00:00Z' },
      }),
    ),
  ).toMatchObject({
    state: 'available',
    attributes: {
      platform: 'ubuntu-2404-lts',
      architecture: 'arm64',
      snapshotIds: [full('global/snapshots/s')],
      deprecatedAt: '2026-01-02T00:00:00.000Z',
    },
  }));

test('an image of a disk has no snapshot', () =>
  expect(computeImage.normalize(assetOf({ status: 'READY' })).attributes).toMatchObject({
    snapshotIds: [],
    deprecatedAt: undefined,
  }));
