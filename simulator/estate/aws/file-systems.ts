import { namedResources } from './named-resources.ts';

export interface EfsFileSystemDetail {
  readonly state: 'available' | 'updating';
  readonly bytes: number;
  readonly mountTargets: number;
  readonly encrypted: boolean;
}

export interface FsxFileSystemDetail {
  readonly lifecycle: 'AVAILABLE' | 'MISCONFIGURED';
  readonly kind: 'WINDOWS' | 'LUSTRE' | 'ONTAP' | 'OPENZFS';
  readonly sizeGib: number;
}

export const efsFileSystems = namedResources<EfsFileSystemDetail>({
  type: 'elasticfilesystem:file-system',
  weight: 2,
  roles: ['shared', 'home'],
  path: (_, random) => `file-system/fs-${random.hex(17)}`,
  namedByTag: true,
  detail: (random) => ({
    state: random.chance(0.97) ? 'available' : 'updating',
    bytes: random.int(6144, 4_000_000_000_000),
    mountTargets: random.int(0, 3),
    encrypted: random.chance(0.85),
  }),
});

export const fsxFileSystems = namedResources<FsxFileSystemDetail>({
  type: 'fsx:file-system',
  weight: 1,
  roles: ['share', 'scratch'],
  path: (_, random) => `file-system/fs-${random.hex(17)}`,
  namedByTag: true,
  detail: (random) => ({
    lifecycle: random.chance(0.95) ? 'AVAILABLE' : 'MISCONFIGURED',
    kind: random.pick(['WINDOWS', 'LUSTRE', 'ONTAP', 'OPENZFS']),
    sizeGib: random.pick([64, 1024, 1200, 2400]),
  }),
});
