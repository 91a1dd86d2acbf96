import type { EcrRepositoryDetail } from '../../estate/aws/containers.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface DescribeInput {
  readonly nextToken?: string;
  readonly maxResults?: number;
}

/** ECR: repositories, and their tags one by one. */
export const ecrService = jsonService({
  signingName: 'ecr',
  targetPrefix: 'AmazonEC2ContainerRegistry_V20150921',
  version: '1.1',
  operations: {
    DescribeRepositories({ nextToken, maxResults }: DescribeInput, request, estate) {
      const page = askedPage(repositoriesOf(request, estate), request, {
        question: 'DescribeRepositories',
        token: nextToken,
        size: maxResults,
        maximum: 1000,
        usual: 100,
        invalid: 'InvalidParameterException',
      });
      return { repositories: page.items.map(repositoryOf), nextToken: page.nextToken };
    },
    ListTagsForResource({ resourceArn }: { readonly resourceArn: string }, request, estate) {
      const found = foundIn(repositoriesOf(request, estate), resourceArn, 'RepositoryNotFoundException');
      return { tags: tagList(found.tags) };
    },
  },
});

const repositoriesOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<EcrRepositoryDetail>('ecr:repository', request, estate);

const repositoryOf = ({ id, account, region, name, createdAt, detail }: PlantedResource<EcrRepositoryDetail>) => ({
  repositoryArn: id,
  registryId: account,
  repositoryName: name,
  repositoryUri: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
  createdAt,
  imageTagMutability: detail.mutable ? 'MUTABLE' : 'IMMUTABLE',
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfiguration: { encryptionType: 'AES256' },
});
