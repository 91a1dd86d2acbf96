import type { Tags } from '../../model/resource.ts';
import type { AwsClients } from './clients.ts';
import { idOf } from './id-of.ts';
import { tokenPages } from './tagged.ts';
import { tagsOf } from './tags.ts';

/** A resource as the lists over many types tell it. */
export interface ListedResource {
  readonly arn: string;
  /** Undefined where they could not be read. */
  readonly tags: Tags | undefined;
  /** The provider's word for its type, where the ARN may not tell it. */
  readonly type?: string | undefined;
}

export const TAGGED_ACTION = 'tag:GetResources';

/** What is tagged in a region, or once was: whatever had no tag since it was made is not in it. */
export async function* taggedResources(
  clients: AwsClients,
  region: string,
): AsyncGenerator<readonly ListedResource[], void, undefined> {
  const { GetResourcesCommand } = await import('@aws-sdk/client-resource-groups-tagging-api');
  const client = await clients.client('tagging', region);
  const ask = (PaginationToken: string | undefined) =>
    client.send(new GetResourcesCommand({ ResourcesPerPage: 100, PaginationToken }));
  for await (const page of tokenPages(TAGGED_ACTION, ask, ({ PaginationToken }) => PaginationToken)) {
    yield (page.ResourceTagMappingList ?? []).map(({ ResourceARN, Tags: tags }) => ({
      arn: idOf(ResourceARN, TAGGED_ACTION),
      tags: tagsOf(tags),
    }));
  }
}
