import type { KeyDetail } from '../../estate/aws/secrets.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { type AskedPage, askedPage } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';

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
      const page = pageOf(keysOf(request, estate), request, input, { question: 'ListKeys', maximum: 1000, usual: 100 });
      return { ...page.end, Keys: page.items.map(({ id, detail }) => ({ KeyId: detail.keyId, KeyArn: id })) };
    },
    ListAliases(input: ListInput, request, estate) {
      const named = keysOf(request, estate).filter(({ detail }) => detail.alias);
      const page = pageOf(named, request, input, { question: 'ListAliases', maximum: 100, usual: 50 });
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
      const page = pageOf(Object.entries(tags), request, input, { question: ['ListResourceTags', id], maximum: 50 });
      return { ...page.end, Tags: page.items.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) };
    },
  },
});

const keysOf = (request: AwsRequest, estate: Estate) => plantedHere<KeyDetail>('kms:key', request, estate);

/** A page with its end as KMS tells it. */
function pageOf<Item>(
  items: readonly Item[],
  request: AwsRequest,
  { Limit, Marker }: ListInput,
  paging: Pick<AskedPage, 'question' | 'maximum' | 'usual'>,
) {
  const page = askedPage(items, request, {
    ...paging,
    token: Marker,
    size: Limit,
    invalid: 'ValidationException',
    invalidToken: 'InvalidMarkerException',
  });
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
