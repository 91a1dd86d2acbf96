import type { ResourceTruth, Truth } from '../estate/truth.ts';

export interface TypedResource extends ResourceTruth {
  readonly type: string;
}

/** All resources of the company, each with its type. */
export const resourcesOf = ({ clouds }: Truth): readonly TypedResource[] =>
  Object.values(clouds).flatMap(({ types }) =>
    Object.entries(types).flatMap(([type, { resources }]) =>
      resources.map((resource) => ({ ...resource, type, id: shownId(type, resource.id) })),
    ),
  );

/** Of the id of an access key only the end is told, on purpose: that is what people compare. */
const shownId = (type: string, id: string): string =>
  type === 'iam:access-key' ? id.replace(/\w+(?=\w{4}$)/, '…') : id;

/** What is known of a resource's tags, in one line. */
export const tagWords = (tags: Readonly<Record<string, string>> | null): string =>
  JSON.stringify(Object.entries(tags ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
