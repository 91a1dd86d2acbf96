import { bucketType } from '../../estate/gcp/buckets.ts';
import type { GcpDetail, JsonObject } from '../../estate/gcp/resource.ts';
import type { GcpApi, GcpRequest } from '../api.ts';
import { GcpError, invalidArgument, notFound } from '../errors.ts';
import { pageOf, pageSize } from '../paging.ts';
import { remembered } from '../remembered.ts';
import { gcpResources, projectsIn } from '../scope.ts';

/** Cloud Storage: buckets and what is set on them; no objects. */
export const storage: GcpApi = {
  host: 'storage.googleapis.com',
  errors: 'legacy',
  methods: [
    {
      ...{ id: 'storage.buckets.list', http: 'GET', path: 'storage/v1/b', permission: 'storage.buckets.list' },
      answer: list,
    },
    {
      ...{ id: 'storage.buckets.get', http: 'GET', path: 'storage/v1/b/{bucket}', permission: 'storage.buckets.get' },
      answer: ({ estate, path }) => {
        const found = byName(estate, '').get(path.bucket ?? '');
        if (!found) throw notFound('The specified bucket does not exist.');
        return found.detail.data;
      },
    },
  ],
};

const byName = remembered(
  (estate) =>
    new Map(
      gcpResources(estate, '').flatMap((one) => (one.type === bucketType ? [[one.name ?? '', one] as const] : [])),
    ),
);

function list({ estate, query }: GcpRequest): JsonObject {
  const asked = query.get('project');
  if (!asked) throw new GcpError('INVALID_ARGUMENT', 'Required parameter: project', { reason: 'required' });
  const [project] = projectsIn(estate, `projects/${asked}`, 'storage.buckets.list');
  const prefix = query.get('prefix') ?? '';
  const own = estate
    .of<GcpDetail>(bucketType, project?.id ?? '')
    .filter(({ name }) => name?.startsWith(prefix))
    .toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
  const projection = query.get('projection') ?? 'noAcl';
  if (projection !== 'noAcl' && projection !== 'full')
    throw invalidArgument(`Invalid value for projection: ${projection}`);
  const { items, nextPageToken } = pageOf(own, {
    token: query.get('pageToken'),
    size: pageSize(query, 'maxResults', 1000, 1000),
    scope: `buckets ${project?.id} ${prefix}`,
  });
  return { kind: 'storage#buckets', items: items.map(({ detail }) => detail.data), nextPageToken };
}
