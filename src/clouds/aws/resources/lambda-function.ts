import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';

interface FunctionWithTags {
  readonly configuration: FunctionConfiguration;
  readonly tags: Tags | undefined;
}

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
  async *list({ clients, scope, detail }): AsyncIterable<FunctionWithTags> {
    const { ListTagsCommand, paginateListFunctions } = await import('@aws-sdk/client-lambda');
    const client = await clients.client('lambda', scope.region);
    async function* functions() {
      for await (const page of paginateListFunctions({ client, pageSize: 50 }, {})) yield* page.Functions ?? [];
    }
    yield* parallel(functions(), 8, async (configuration) => {
      const input = { Resource: idOf(configuration.FunctionArn, LISTING) };
      const answer = await detail('lambda:ListTags', () => client.send(new ListTagsCommand(input)));
      return { configuration, tags: answer && { ...answer.Tags } };
    });
  },
  normalize({ configuration, tags }) {
    return {
      id: idOf(configuration.FunctionArn, LISTING),
      name: configuration.FunctionName,
      // The list leaves the state out of most answers.
      ...(configuration.State ? { state: STATES[configuration.State] ?? 'unknown' } : {}),
      providerState: configuration.State,
      tags,
      attributes: {
        runtime: configuration.Runtime,
        architecture: configuration.Architectures?.[0],
        memoryMib: configuration.MemorySize,
        ephemeralStorageMib: configuration.EphemeralStorage?.Size,
        timeoutSeconds: configuration.Timeout,
        codeSizeBytes: configuration.CodeSize,
        packageType: configuration.PackageType,
        networkId: configuration.VpcConfig?.VpcId || undefined,
        modifiedAt: instant(configuration.LastModified),
      },
    };
  },
});
