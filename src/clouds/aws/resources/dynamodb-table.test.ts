import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { dynamodbTable } from './dynamodb-table.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const table: TableDescription = {
  TableName: 'orders',
  TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
  TableStatus: 'ACTIVE',
  CreationDateTime: new Date('2025-01-02T03:04:05Z'),
};

test('a table in our words', () =>
  expect(dynamodbTable.normalize({ name: 'orders', table, tags: { team: 'orders' } }, scope)).toEqual({
    id: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
    name: 'orders',
    state: 'running',
    providerState: 'ACTIVE',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'orders' },
    attributes: {},
  }));

test.each([
  ['CREATING', 'pending'],
  ['UPDATING', 'running'],
  ['DELETING', 'deleting'],
  ['ARCHIVING', 'stopping'],
  ['ARCHIVED', 'stopped'],
  ['INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'failed'],
] as const)('the state %s is %s', (word, state) =>
  expect(
    dynamodbTable.normalize({ name: 'orders', table: { ...table, TableStatus: word }, tags: {} }, scope),
  ).toMatchObject({ state, providerState: word }),
);

test('what could not be read stays unknown', () =>
  expect(dynamodbTable.normalize({ name: 'orders', table: undefined, tags: undefined }, scope)).toEqual({
    id: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
    name: 'orders',
    tags: undefined,
    attributes: {},
  }));
