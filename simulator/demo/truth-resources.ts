import type { ResourceTruth, Truth } from '../estate/truth.ts';

export interface TypedResource extends ResourceTruth {
  readonly type: string;
}

/** All resources of the company, each with its type. */
export const resourcesOf = ({ clouds }: Truth): readonly TypedResource[] =>
  Object.entries(clouds.aws.types).flatMap(([type, { resources }]) =>
    resources.map((resource) => ({ ...resource, type })),
  );

/** What is known of a resource's tags, in one line. */
export const tagWords = (tags: Readonly<Record<string, string>> | null): string =>
  JSON.stringify(Object.entries(tags ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
