import type { Database } from '@aws-sdk/client-glue';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';

interface DatabaseWithTags {
  readonly database: Database;
  readonly tags: Tags | undefined;
}

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
  async *list({ clients, scope, detail }): AsyncIterable<DatabaseWithTags> {
    const { GetTagsCommand, paginateGetDatabases } = await import('@aws-sdk/client-glue');
    const client = await clients.client('glue', scope.region);
    async function* databases() {
      for await (const page of paginateGetDatabases({ client, pageSize: 100 }, {})) yield* page.DatabaseList ?? [];
    }
    yield* parallel(databases(), 8, async (database) => {
      const asked = new GetTagsCommand({ ResourceArn: arn('glue', scope, `database/${idOf(database.Name, LISTING)}`) });
      const answer = await detail('glue:GetTags', () => client.send(asked));
      return { database, tags: answer && { ...answer.Tags } };
    });
  },
  normalize({ database, tags }, scope) {
    return {
      id: arn('glue', scope, `database/${idOf(database.Name, LISTING)}`),
      name: database.Name,
      createdAt: database.CreateTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
