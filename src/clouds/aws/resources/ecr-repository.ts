import type { Repository } from '@aws-sdk/client-ecr';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface RepositoryWithTags {
  readonly repository: Repository;
  readonly tags: Tags | undefined;
}

const LISTING = 'ecr:DescribeRepositories';

/** Private repositories of images. The list has no tags, and no operation tells those of several. */
export const ecrRepository = defineAwsCollector({
  type: 'ecr:repository',
  kind: 'registry',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'ecr:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<RepositoryWithTags> {
    const { ListTagsForResourceCommand, paginateDescribeRepositories } = await import('@aws-sdk/client-ecr');
    const client = await clients.client('ecr', scope.region);
    async function* repositories() {
      for await (const page of paginateDescribeRepositories({ client, pageSize: 1000 }, {}))
        yield* page.repositories ?? [];
    }
    yield* parallel(repositories(), 8, async (repository) => {
      const asked = new ListTagsForResourceCommand({ resourceArn: idOf(repository.repositoryArn, LISTING) });
      const answer = await detail('ecr:ListTagsForResource', () => client.send(asked));
      return { repository, tags: answer && tagsOf(answer.tags) };
    });
  },
  normalize({ repository, tags }) {
    return {
      id: idOf(repository.repositoryArn, LISTING),
      name: repository.repositoryName,
      createdAt: repository.createdAt?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
