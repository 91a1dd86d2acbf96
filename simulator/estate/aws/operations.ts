import { namedPlanter, uuid } from './named-resource.ts';

export interface AutoScalingGroupDetail {
  readonly minimum: number;
  readonly desired: number;
  readonly maximum: number;
  readonly launchTemplate: string;
}

export interface BackupVaultDetail {
  readonly recoveryPoints: number;
}

export interface WorkspaceDetail {
  readonly state: 'AVAILABLE' | 'STOPPED' | 'SUSPENDED';
  readonly user: string;
  readonly compute: string;
}

export const autoScalingGroups = namedPlanter<AutoScalingGroupDetail>(
  {
    type: 'autoscaling:autoScalingGroup',
    roles: ['web', 'workers', 'runners'],
    path: (name, random) => `autoScalingGroup:${uuid(random)}:autoScalingGroupName/${name}`,
    detail: (random) => {
      const desired = random.int(0, 6);
      return { minimum: Math.min(desired, 1), desired, maximum: desired + 4, launchTemplate: `lt-${random.hex(17)}` };
    },
  },
  2,
);

export const backupVaults = namedPlanter<BackupVaultDetail>(
  {
    type: 'backup:backup-vault',
    roles: ['vault'],
    path: (name) => `backup-vault:${name}`,
    detail: (random) => ({ recoveryPoints: random.int(0, 400) }),
  },
  1,
);

export const workspaces = namedPlanter<WorkspaceDetail>(
  {
    type: 'workspaces:workspace',
    roles: ['desk'],
    path: (_, random) => `workspace/ws-${random.hex(9)}`,
    detail: (random) => ({
      state: random.weighted([
        ['AVAILABLE', 60],
        ['STOPPED', 35],
        ['SUSPENDED', 5],
      ] as const),
      user: `user-${random.digits(4)}`,
      compute: random.pick(['VALUE', 'STANDARD', 'PERFORMANCE']),
    }),
  },
  1,
);
