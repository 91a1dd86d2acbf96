import type { Database } from '@aws-sdk/client-glue';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';

const LISTING = 'glue:GetDatabases';

/** Databases of the catalogue, which say where tables are and hold none. The list has no tags. */
export const glueDatabase = defineAwsCollector({
  type: 'glue:database',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  // A million objects of the catalogue are free, and beyond them it is the tables that are many
  // (https://aws.amazon.com/glue/pricing).
  free: true,
  permissions: [LISTING, 'glue:GetTags'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Database>> {
    const { GetTagsCommand, paginateGetDatabases } = await import('@aws-sdk/client-glue');
    const client = await clients.client('glue', scope.region);
    const databases = itemsOf(paginateGetDatabases({ client, pageSize: 100 }, {}), ({ DatabaseList }) => DatabaseList);
    yield* withTags(databases, async (database) => {
      const asked = new GetTagsCommand({ ResourceArn: arn('glue', scope, `database/${idOf(database.Name, LISTING)}`) });
      const answer = await detail('glue:GetTags', () => client.send(asked));
      return answer && { ...answer.Tags };
    });
  },
  normalize({ item, tags }, scope) {
    return {
      id: arn('glue', scope, `database/${idOf(item.Name, LISTING)}`),
      name: item.Name,
      createdAt: item.CreateTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
