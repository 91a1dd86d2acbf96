import type { Instance } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2Instance } from './ec2-instance.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const instance: Instance = {
  InstanceId: 'i-1',
  InstanceType: 't3.large',
  State: { Name: 'running' },
  LaunchTime: new Date('2026-10-01T00:00:00Z'),
  BlockDeviceMappings: [
    { DeviceName: '/dev/sdf', Ebs: { VolumeId: 'vol-2', AttachTime: new Date('2026-05-05T00:00:00Z') } },
    { DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1', AttachTime: new Date('2024-02-03T00:00:00Z') } },
  ],
  RootDeviceName: '/dev/xvda',
  PlatformDetails: 'Windows with SQL Server Standard',
  Platform: 'Windows',
  Placement: { AvailabilityZone: 'eu-west-1b', Tenancy: 'default' },
  SecurityGroups: [{ GroupId: 'sg-1' }],
  StateTransitionReason: '',
  Tags: [{ Key: 'Name', Value: 'web' }],
};
const type = { VCpuInfo: { DefaultVCpus: 2 }, MemoryInfo: { SizeInMiB: 8192 } };
const normalize = (changes: Partial<Instance>) =>
  ec2Instance.normalize({ instance: { ...instance, ...changes }, type }, scope);

test('an instance in our words', () => {
  const facts = normalize({});
  expect(facts).toMatchObject({
    id: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1',
    name: 'web',
    state: 'running',
    createdAt: '2024-02-03T00:00:00.000Z',
    tags: { Name: 'web' },
  });
  expect(facts.attributes).toMatchObject({
    vcpus: 2,
    memoryGib: 8,
    launchedAt: '2026-10-01T00:00:00.000Z',
    platform: 'Windows with SQL Server Standard',
    lifecycle: 'on-demand',
    volumes: ['vol-2', 'vol-1'],
    stateTransitionReason: undefined,
  });
});

test.each([
  ['pending', 'pending'],
  ['stopping', 'stopping'],
  ['shutting-down', 'deleting'],
  ['terminated', 'terminated'],
  ['hibernating', 'unknown'],
])('the state %s is %s', (Name, state) =>
  expect(normalize({ State: { Name: Name as 'pending' } })).toMatchObject({ state, providerState: Name }),
);

// The last start is no evidence of when it was stopped.
test.each([
  ['stopped', 'User initiated (2026-10-03 04:05:06 GMT)', '2026-10-03T04:05:06.000Z'],
  ['stopped', 'Server.InternalError', undefined],
  ['stopped', '', undefined],
  ['running', 'User initiated (2026-10-03 04:05:06 GMT)', undefined],
] as const)('%s because of %j was stopped at %s', (Name, StateTransitionReason, stoppedAt) =>
  expect(normalize({ State: { Name }, StateTransitionReason }).attributes.stoppedAt).toBe(stoppedAt),
);

test('a type that the catalogue does not tell has unknown vCPUs and memory', () =>
  expect(ec2Instance.normalize({ instance, type: undefined }, scope).attributes).toMatchObject({
    vcpus: undefined,
    memoryGib: undefined,
  }));

test.each([
  [
    'an interface',
    [{ Attachment: { DeviceIndex: 0, AttachTime: new Date('2025-04-05T00:00:00Z') } }],
    '2025-04-05T00:00:00.000Z',
  ],
  ['nothing', [], '2026-10-01T00:00:00.000Z'],
])('without a root volume %s tells its age, or else the last start', (_, NetworkInterfaces, createdAt) =>
  expect(normalize({ BlockDeviceMappings: [], NetworkInterfaces }).createdAt).toBe(createdAt),
);
