import type { KeyDetail } from '../../estate/aws/secrets.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { listPage } from './listing.ts';

interface ListInput {
  readonly Limit?: number;
  readonly Marker?: string;
}

interface KeyInput extends ListInput {
  /** An id or an ARN. */
  readonly KeyId: string;
}

/** KMS: all keys of a region, the customer's and AWS's, with what tells them apart. */
export const kmsService = jsonService({
  signingName: 'kms',
  targetPrefix: 'TrentService',
  version: '1.1',
  operations: {
    ListKeys(input: ListInput, request, estate) {
      const page = paged(keysOf(request, estate), request, input, 'ListKeys', 100, 1000);
      return { ...page.end, Keys: page.items.map(({ id, detail }) => ({ KeyId: detail.keyId, KeyArn: id })) };
    },
    ListAliases(input: ListInput, request, estate) {
      const named = keysOf(request, estate).filter(({ detail }) => detail.alias);
      const page = paged(named, request, input, 'ListAliases', 50, 100);
      return {
        ...page.end,
        Aliases: page.items.map(({ id, createdAt, detail }) => ({
          AliasName: detail.alias,
          AliasArn: id.replace(/key\/.*/, detail.alias ?? ''),
          TargetKeyId: detail.keyId,
          CreationDate: createdAt,
          LastUpdatedDate: createdAt,
        })),
      };
    },
    DescribeKey: (input: KeyInput, request, estate) => ({ KeyMetadata: metadataOf(keyOf(input, request, estate)) }),
    ListResourceTags(input: KeyInput, request, estate) {
      const { tags, id } = keyOf(input, request, estate);
      const page = paged(Object.entries(tags), request, input, ['ListResourceTags', id], 50, 50);
      return { ...page.end, Tags: page.items.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) };
    },
  },
});

const keysOf = ({ account, region }: AwsRequest, estate: Estate) => estate.of<KeyDetail>('kms:key', account, region);

function paged<Item>(
  items: readonly Item[],
  request: AwsRequest,
  { Limit, Marker }: ListInput,
  question: unknown,
  usual: number,
  most: number,
) {
  const asked = { token: Marker, size: Limit, usual, most, question };
  const page = listPage(items, request, { ...asked, invalidToken: 'InvalidMarkerException' });
  return { items: page.items, end: { Truncated: page.nextToken !== undefined, NextMarker: page.nextToken } };
}

function keyOf({ KeyId }: KeyInput, request: AwsRequest, estate: Estate): PlantedResource<KeyDetail> {
  const found = keysOf(request, estate).find(({ id, detail }) => id === KeyId || detail.keyId === KeyId);
  if (!found) throw new AwsError('NotFoundException', `Key '${KeyId}' does not exist`);
  return found;
}

const metadataOf = ({ id, account, createdAt, detail }: PlantedResource<KeyDetail>) => ({
  AWSAccountId: account,
  KeyId: detail.keyId,
  Arn: id,
  CreationDate: createdAt,
  Enabled: detail.state === 'Enabled',
  Description: '',
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyState: detail.state,
  Origin: 'AWS_KMS',
  KeyManager: detail.manager,
  CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  KeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  MultiRegion: false,
});
