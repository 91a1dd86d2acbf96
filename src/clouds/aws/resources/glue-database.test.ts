import type { Database } from '@aws-sdk/client-glue';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { glueDatabase } from './glue-database.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const database: Database = {
  Name: 'lake',
  CreateTime: new Date('2025-01-02T03:04:05Z'),
};

test('a database in our words', () =>
  expect(glueDatabase.normalize({ item: database, tags: { team: 'data' } }, scope)).toEqual({
    id: 'arn:aws:glue:eu-west-1:123456789012:database/lake',
    name: 'lake',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'data' },
    attributes: {},
  }));

test('tags that could not be read stay unknown', () =>
  expect(glueDatabase.normalize({ item: database, tags: undefined }, scope).tags).toBeUndefined());
