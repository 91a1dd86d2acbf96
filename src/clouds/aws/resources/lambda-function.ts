import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  Pending: 'pending',
  Active: 'available',
  ActiveNonInvocable: 'available',
  // It was not called for weeks and gave its resources back; the next call brings it up again.
  Inactive: 'suspended',
  Deactivating: 'stopping',
  Deactivated: 'stopped',
  Deleting: 'deleting',
  Failed: 'failed',
};

/** Lambda writes `2026-01-02T03:04:05.678+0000`. */
const instant = (text: string | undefined): string | undefined => text?.replace(/\+0000$/, 'Z');

const LISTING = 'lambda:ListFunctions';

/** Lambda functions. The list has no tags, and no operation tells those of several. */
export const lambdaFunction = defineAwsCollector({
  type: 'lambda:function',
  kind: 'function',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'lambda:ListTags'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<FunctionConfiguration>> {
    const { ListTagsCommand, paginateListFunctions } = await import('@aws-sdk/client-lambda');
    const client = await clients.client('lambda', scope.region);
    const functions = itemsOf(paginateListFunctions({ client, pageSize: 50 }, {}), ({ Functions }) => Functions);
    yield* withTags(functions, async (configuration) => {
      const input = { Resource: idOf(configuration.FunctionArn, LISTING) };
      const answer = await detail('lambda:ListTags', () => client.send(new ListTagsCommand(input)));
      return answer && { ...answer.Tags };
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.FunctionArn, LISTING),
      name: item.FunctionName,
      // The list leaves the state out of most answers.
      ...(item.State ? { state: STATES[item.State] ?? 'unknown' } : {}),
      providerState: item.State,
      tags,
      attributes: {
        runtime: item.Runtime,
        architecture: item.Architectures?.[0],
        memoryMib: item.MemorySize,
        ephemeralStorageMib: item.EphemeralStorage?.Size,
        timeoutSeconds: item.Timeout,
        codeSizeBytes: item.CodeSize,
        packageType: item.PackageType,
        networkId: item.VpcConfig?.VpcId || undefined,
        modifiedAt: instant(item.LastModified),
      },
    };
  },
});
