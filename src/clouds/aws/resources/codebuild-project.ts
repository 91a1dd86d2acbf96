import type { Project } from '@aws-sdk/client-codebuild';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsInLowerCase } from '../tags.ts';

interface ProjectWithDetails {
  readonly name: string;
  readonly project: Project | undefined;
}

const LISTING = 'codebuild:ListProjects';

/** Build projects. Pages have a hundred names, of as many of which one call tells the rest. */
export const codebuildProject = defineAwsCollector({
  type: 'codebuild:project',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'codebuild:BatchGetProjects'],
  async *list({ clients, scope, detail }): AsyncIterable<ProjectWithDetails> {
    const { BatchGetProjectsCommand, paginateListProjects } = await import('@aws-sdk/client-codebuild');
    const client = await clients.client('codebuild', scope.region);
    for await (const { projects: names = [] } of paginateListProjects({ client }, {})) {
      if (names.length === 0) continue;
      const load = () => client.send(new BatchGetProjectsCommand({ names }));
      const answer = await detail('codebuild:BatchGetProjects', load);
      // What was deleted meanwhile is not among the answers.
      const projects = answer?.projects?.map((project) => ({ name: idOf(project.name, LISTING), project }));
      yield* projects ?? names.map((name) => ({ name, project: undefined }));
    }
  },
  normalize({ name, project }, scope) {
    return {
      // Some of a project's settings are secrets to those who wrote them there: nothing else of it is read.
      id: project?.arn ?? arn('codebuild', scope, `project/${idOf(name, LISTING)}`),
      name,
      createdAt: project?.created?.toISOString(),
      tags: project && tagsInLowerCase(project.tags),
      attributes: {},
    };
  },
});
