import { payerOf } from '../../estate/aws/payer.ts';
import type { Estate } from '../../estate/estate.ts';
import { pageOf } from '../../paging.ts';
import { AwsError, type AwsRequest } from '../service.ts';

interface ListCostAllocationTagsRequest {
  readonly Status?: string;
  readonly TagKeys?: readonly string[];
  readonly Type?: string;
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

const statuses: readonly string[] = ['Active', 'Inactive'];
const types: readonly string[] = ['AWSGenerated', 'UserDefined'];
const mostKeys = 100;
const mostResults = 1000;
const usualResults = 100;

const invalid = (message: string) => new AwsError('ValidationException', message);

/** The keys of the company's tags, and whether its bill has them: those that a charge carries were activated. */
export function listCostAllocationTags(
  input: ListCostAllocationTagsRequest,
  { account }: AwsRequest,
  estate: Estate,
): object {
  const { Status, TagKeys, Type, NextToken, MaxResults = usualResults } = input;
  if (payerOf(estate) !== account)
    throw new AwsError('AccessDeniedException', "Linked account doesn't have access to cost allocation tags.");
  if (Status !== undefined && !statuses.includes(Status)) throw invalid(`Status ${Status} is invalid.`);
  if (Type !== undefined && !types.includes(Type)) throw invalid(`Type ${Type} is invalid.`);
  if (TagKeys && (TagKeys.length < 1 || TagKeys.length > mostKeys)) throw invalid('TagKeys has 1 to 100 items.');
  if (MaxResults < 1 || MaxResults > mostResults) throw invalid('MaxResults is from 1 to 1000.');
  const scope = JSON.stringify([Status, TagKeys, Type, MaxResults]);
  const found = tagsOf(estate).filter(
    (tag) =>
      (Status === undefined || tag.Status === Status) &&
      (Type === undefined || tag.Type === Type) &&
      (TagKeys === undefined || TagKeys.includes(tag.TagKey)),
  );
  const { items, nextToken } = pageOf(found, {
    ...{ token: NextToken, size: MaxResults, scope },
    invalid: () => new AwsError('ValidationException', 'The next page token does not belong to this request.'),
  });
  return { CostAllocationTags: items, ...(nextToken && { NextToken: nextToken }) };
}

interface CostAllocationTag {
  readonly TagKey: string;
  readonly Type: string;
  readonly Status: string;
}

function tagsOf({ charges, resources }: Estate): CostAllocationTag[] {
  const keysOf = (planted: readonly { readonly cloud: string; readonly tags?: object | undefined }[]) =>
    planted.flatMap(({ cloud, tags }) => (cloud === 'aws' ? Object.keys(tags ?? {}) : []));
  const active = new Set(keysOf(charges));
  return [...new Set([...active, ...keysOf(resources)])].sort().map((TagKey) => ({
    ...{ TagKey, Type: TagKey.startsWith('aws:') ? 'AWSGenerated' : 'UserDefined' },
    Status: active.has(TagKey) ? 'Active' : 'Inactive',
  }));
}
