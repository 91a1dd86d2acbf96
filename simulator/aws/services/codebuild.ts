import type { ProjectDetail } from '../../estate/aws/delivery.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { cborService } from '../protocols/cbor.ts';
import { jsonService, type RpcApi } from '../protocols/json.ts';
import { AwsError, type AwsRequest, type AwsService } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';
import { tagListInLowerCase } from './tag-list.ts';

/** A page has a hundred names, and so many projects can be asked for at once. */
const atOnce = 100;

const api: RpcApi = {
  signingName: 'codebuild',
  targetPrefix: 'CodeBuild_20161006',
  operations: {
    ListProjects({ nextToken }: { readonly nextToken?: string }, request, estate) {
      const page = askedPage(projectsOf(request, estate), request, {
        question: 'ListProjects',
        token: nextToken,
        size: undefined,
        maximum: atOnce,
        invalid: 'InvalidInputException',
      });
      return { projects: page.items.map(({ name }) => name), nextToken: page.nextToken };
    },
    BatchGetProjects({ names }: { readonly names: readonly string[] }, request, estate) {
      if (names.length < 1 || names.length > atOnce) {
        throw new AwsError('InvalidInputException', `Between 1 and ${atOnce} projects can be asked for at once`);
      }
      const known = new Map(projectsOf(request, estate).map((project) => [project.name, project]));
      return {
        projects: names.flatMap((name) => known.get(name) ?? []).map(projectOf),
        projectsNotFound: names.filter((name) => !known.has(name)),
      };
    },
  },
};

/** CodeBuild: names of projects, and what is to know of up to a hundred of them. */
export const codebuildServices: readonly AwsService[] = [jsonService({ ...api, version: '1.1' }), cborService(api)];

const projectsOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<ProjectDetail>('codebuild:project', request, estate);

const projectOf = ({ id, name, createdAt, tags, detail }: PlantedResource<ProjectDetail>) => ({
  ...{ name, arn: id, created: createdAt, lastModified: createdAt, tags: tagListInLowerCase(tags) },
  environment: {
    ...{ type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:7.0', computeType: detail.computeType },
    // What people write here, although they shouldn't.
    environmentVariables: [{ name: 'TOKEN', value: 'not-for-you', type: 'PLAINTEXT' }],
  },
});
