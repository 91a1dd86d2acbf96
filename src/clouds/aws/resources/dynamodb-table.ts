import type { TableDescription } from '@aws-sdk/client-dynamodb';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

interface NamedTable {
  readonly name: string;
  readonly table: TableDescription | undefined;
  readonly tags: Tags | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  CREATING: 'pending',
  ACTIVE: 'running',
  UPDATING: 'running',
  ARCHIVING: 'stopping',
  ARCHIVED: 'stopped',
  DELETING: 'deleting',
  INACCESSIBLE_ENCRYPTION_CREDENTIALS: 'failed',
  REPLICATION_NOT_AUTHORIZED: 'failed',
};

const LISTING = 'dynamodb:ListTables';

/** Tables of DynamoDB. The list has only their names. */
export const dynamodbTable = defineAwsCollector({
  type: 'dynamodb:table',
  kind: 'database',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource'],
  async *list({ clients, scope, detail }): AsyncIterable<NamedTable> {
    const { DescribeTableCommand, ListTagsOfResourceCommand, paginateListTables } = await import(
      '@aws-sdk/client-dynamodb'
    );
    const client = await clients.client('dynamodb', scope.region);
    const names = itemsOf(paginateListTables({ client, pageSize: 100 }, {}), ({ TableNames }) => TableNames);
    yield* parallel(names, 8, async (name) => {
      const described = new DescribeTableCommand({ TableName: name });
      const answer = await detail('dynamodb:DescribeTable', () => client.send(described));
      // A table has 50 tags at most, which are one answer.
      const tagged = new ListTagsOfResourceCommand({ ResourceArn: arn('dynamodb', scope, `table/${name}`) });
      const labels = await detail('dynamodb:ListTagsOfResource', () => client.send(tagged));
      return { name, table: answer?.Table, tags: labels && tagsOf(labels.Tags) };
    });
  },
  normalize({ name, table, tags }, scope) {
    return {
      id: arn('dynamodb', scope, `table/${idOf(name, LISTING)}`),
      name,
      ...(table ? { state: STATES[table.TableStatus ?? ''] ?? 'unknown' } : {}),
      providerState: table?.TableStatus,
      createdAt: table?.CreationDateTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
