import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { codepipelinePipeline } from './codepipeline-pipeline.ts';

const scope = scopeOf('123456789012', 'eu-west-1');

test('a pipeline in our words', () =>
  expect(
    codepipelinePipeline.normalize(
      { item: { name: 'shop', version: 3, created: new Date('2026-01-02T03:04:05Z') }, tags: {} },
      scope,
    ),
  ).toEqual({
    id: 'arn:aws:codepipeline:eu-west-1:123456789012:shop',
    name: 'shop',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: {},
    attributes: {},
  }));

test('a pipeline without a name is a failure', () =>
  expect(() => codepipelinePipeline.normalize({ item: {}, tags: {} }, scope)).toThrow('NoId'));
