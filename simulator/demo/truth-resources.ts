import type { CloudName } from '../estate/estate.ts';
import type { ResourceTruth, Truth } from '../estate/truth.ts';

export interface TypedResource extends ResourceTruth {
  readonly type: string;
  readonly cloud: CloudName;
}

/** All resources of the company, each with its cloud and type. */
export const resourcesOf = ({ clouds }: Truth): readonly TypedResource[] =>
  Object.entries(clouds).flatMap(([cloud, { types }]) =>
    Object.entries(types).flatMap(([type, { resources }]) =>
      resources.map((resource) => ({
        ...{ ...resource, type, cloud: cloud as CloudName },
        id: shownId(type, resource.id),
      })),
    ),
  );

/**
 * As the product tells it. Of the id of an access key only the end, on purpose: that is what people compare. Azure's ids
 * have no case, and are told in lower case.
 */
function shownId(type: string, id: string): string {
  if (type === 'iam:access-key') return id.replace(/\w+(?=\w{4}$)/, '…');
  return id.startsWith('/subscriptions/') ? id.toLowerCase() : id;
}

/** What is known of a resource's tags, in one line. */
export const tagWords = (tags: Readonly<Record<string, string>> | null): string =>
  JSON.stringify(Object.entries(tags ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
