import type { Job } from '@aws-sdk/client-glue';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { glueJob } from './glue-job.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const job: Job = {
  Name: 'nightly',
  CreatedOn: new Date('2025-01-02T03:04:05Z'),
};

test('a job in our words', () =>
  expect(glueJob.normalize({ item: job, tags: { team: 'data' } }, scope)).toEqual({
    id: 'arn:aws:glue:eu-west-1:123456789012:job/nightly',
    name: 'nightly',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'data' },
    attributes: {},
  }));

test('tags that could not be read stay unknown', () =>
  expect(glueJob.normalize({ item: job, tags: undefined }, scope).tags).toBeUndefined());
