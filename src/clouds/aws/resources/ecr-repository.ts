import type { Repository } from '@aws-sdk/client-ecr';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const LISTING = 'ecr:DescribeRepositories';

/** Private repositories of images. The list has no tags, and no operation tells those of several. */
export const ecrRepository = defineAwsCollector({
  type: 'ecr:repository',
  kind: 'registry',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'ecr:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Repository>> {
    const { ListTagsForResourceCommand, paginateDescribeRepositories } = await import('@aws-sdk/client-ecr');
    const client = await clients.client('ecr', scope.region);
    const repositories = itemsOf(
      paginateDescribeRepositories({ client, pageSize: 1000 }, {}),
      (page) => page.repositories,
    );
    yield* withTags(repositories, async (repository) => {
      const asked = new ListTagsForResourceCommand({ resourceArn: idOf(repository.repositoryArn, LISTING) });
      const answer = await detail('ecr:ListTagsForResource', () => client.send(asked));
      return answer && tagsOf(answer.tags);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.repositoryArn, LISTING),
      name: item.repositoryName,
      createdAt: item.createdAt?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
