import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { lambdaFunction } from './lambda-function.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const configuration: FunctionConfiguration = {
  FunctionName: 'resize',
  FunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  Runtime: 'nodejs22.x',
  Architectures: ['arm64'],
  MemorySize: 512,
  EphemeralStorage: { Size: 1024 },
  Timeout: 30,
  CodeSize: 12_345,
  PackageType: 'Zip',
  VpcConfig: { VpcId: '' },
  LastModified: '2026-01-02T03:04:05.678+0000',
};

test('a function in our words', () =>
  expect(lambdaFunction.normalize({ item: configuration, tags: { team: 'media' } }, scope)).toEqual({
    id: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
    name: 'resize',
    providerState: undefined,
    tags: { team: 'media' },
    attributes: {
      runtime: 'nodejs22.x',
      architecture: 'arm64',
      memoryMib: 512,
      ephemeralStorageMib: 1024,
      timeoutSeconds: 30,
      codeSizeBytes: 12_345,
      packageType: 'Zip',
      networkId: undefined,
      modifiedAt: '2026-01-02T03:04:05.678Z',
    },
  }));

test.each([
  ['Active', 'available'],
  ['Inactive', 'suspended'],
  ['Failed', 'failed'],
] as const)('the state %s is %s', (State, state) =>
  expect(lambdaFunction.normalize({ item: { ...configuration, State }, tags: {} }, scope)).toMatchObject({
    state,
  }),
);
