import { uuid } from '../uuid.ts';
import { namedResources } from './named-resources.ts';

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

export const autoScalingGroups = namedResources<AutoScalingGroupDetail>({
  type: 'autoscaling:autoScalingGroup',
  weight: 2,
  roles: ['web', 'workers', 'runners'],
  path: (name, random) => `autoScalingGroup:${uuid(random)}:autoScalingGroupName/${name}`,
  detail: (random) => {
    const desired = random.int(0, 6);
    return { minimum: Math.min(desired, 1), desired, maximum: desired + 4, launchTemplate: `lt-${random.hex(17)}` };
  },
});

export const backupVaults = namedResources<BackupVaultDetail>({
  type: 'backup:backup-vault',
  weight: 1,
  roles: ['vault'],
  path: (name) => `backup-vault:${name}`,
  detail: (random) => ({ recoveryPoints: random.int(0, 400) }),
});

export const workspaces = namedResources<WorkspaceDetail>({
  type: 'workspaces:workspace',
  weight: 1,
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
});
