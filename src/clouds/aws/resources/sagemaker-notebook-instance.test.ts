import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { sagemakerNotebookInstance } from './sagemaker-notebook-instance.ts';

const NotebookInstanceArn = 'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance/ranking';
const item = {
  NotebookInstanceArn,
  NotebookInstanceName: 'ranking',
  NotebookInstanceStatus: 'InService',
  CreationTime: new Date('2026-01-02T03:04:05Z'),
} as const;

test('one in our words', () =>
  expect(
    sagemakerNotebookInstance.normalize({ item, tags: { team: 'search' } }, scopeOf('123456789012', 'eu-west-1')),
  ).toEqual({
    id: NotebookInstanceArn,
    name: 'ranking',
    state: 'available',
    providerState: 'InService',
    createdAt: '2026-01-02T03:04:05.000Z',
    tags: { team: 'search' },
    attributes: {},
  }));
