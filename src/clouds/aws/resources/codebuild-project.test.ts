import type { Project } from '@aws-sdk/client-codebuild';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { codebuildProject } from './codebuild-project.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const ARN = 'arn:aws:codebuild:eu-west-1:123456789012:project/shop';
const project: Project = {
  ...{ name: 'shop', arn: ARN, created: new Date('2026-01-02T03:04:05Z'), tags: [{ key: 'team', value: 'shop' }] },
  environment: {
    type: 'LINUX_CONTAINER',
    ...{ image: 'aws/codebuild/standard:7.0', computeType: 'BUILD_GENERAL1_SMALL' },
    environmentVariables: [{ name: 'TOKEN', value: 'told to nobody' }],
  },
};

test('a project in our words, without its environment', () =>
  expect(codebuildProject.normalize({ name: 'shop', project }, scope)).toEqual({
    id: ARN,
    name: 'shop',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: { team: 'shop' },
    attributes: {},
  }));

test('a project of which only the name is known has the same id', () =>
  expect(codebuildProject.normalize({ name: 'shop', project: undefined }, scope)).toEqual({
    id: ARN,
    name: 'shop',
    createdAt: undefined,
    tags: undefined,
    attributes: {},
  }));
