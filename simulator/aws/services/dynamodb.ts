import type { DynamodbTableDetail } from '../../estate/aws/data-stores.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface ListInput {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

/** DynamoDB: tables by name in the order of their names, described and told their tags one by one. */
export const dynamodbService = jsonService({
  signingName: 'dynamodb',
  targetPrefix: 'DynamoDB_20120810',
  version: '1.0',
  operations: {
    ListTables({ ExclusiveStartTableName: after = '', Limit = 100 }: ListInput, request, estate) {
      if (Limit < 1 || Limit > 100) throw new AwsError('ValidationException', 'Limit must be between 1 and 100');
      const names = tablesOf(request, estate)
        .map(({ name = '' }) => name)
        .sort()
        .filter((name) => name > after);
      const TableNames = names.slice(0, Limit);
      return { TableNames, LastEvaluatedTableName: names.length > Limit ? TableNames.at(-1) : undefined };
    },
    DescribeTable({ TableName }: { readonly TableName: string }, request, estate) {
      const table = tablesOf(request, estate).find(({ id, name }) => name === TableName || id === TableName);
      if (!table)
        throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${TableName} not found`);
      return { Table: tableOf(table) };
    },
    ListTagsOfResource({ ResourceArn }: { readonly ResourceArn: string }, request, estate) {
      return { Tags: tagList(foundIn(tablesOf(request, estate), ResourceArn, 'ResourceNotFoundException').tags) };
    },
  },
});

const tablesOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<DynamodbTableDetail>('dynamodb:table', request, estate);

const tableOf = ({ id, name, createdAt, detail }: PlantedResource<DynamodbTableDetail>) => ({
  TableName: name,
  TableArn: id,
  TableStatus: detail.status,
  CreationDateTime: createdAt,
  TableSizeBytes: detail.bytes,
  ItemCount: detail.items,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
});
