import { serviceAccountKeyType, serviceAccountType } from '../../estate/gcp/identities.ts';
import type { GcpDetail, JsonObject } from '../../estate/gcp/resource.ts';
import { randomFrom } from '../../estate/random.ts';
import type { GcpApi, GcpRequest } from '../api.ts';
import { invalidArgument, notFound } from '../errors.ts';
import { pageOf, pageSize } from '../paging.ts';
import { projectsIn } from '../scope.ts';

/** IAM: service accounts and their keys. */
export const iam: GcpApi = {
  host: 'iam.googleapis.com',
  errors: 'rpc',
  methods: [
    {
      ...{ id: 'iam.projects.serviceAccounts.list', http: 'GET', path: 'v1/{name=projects/…}/serviceAccounts' },
      ...{ permission: 'iam.serviceAccounts.list', answer: accounts },
    },
    {
      ...{ id: 'iam.projects.serviceAccounts.keys.list', http: 'GET' },
      path: 'v1/{name=projects/…/serviceAccounts/…}/keys',
      ...{ permission: 'iam.serviceAccountKeys.list', answer: keys },
    },
  ],
};

function accounts({ estate, path, query }: GcpRequest): JsonObject {
  const [project] = projectsIn(estate, path.name ?? '', 'iam.serviceAccounts.list');
  const { items, nextPageToken } = pageOf(estate.of<GcpDetail>(serviceAccountType, project?.id ?? ''), {
    token: query.get('pageToken'),
    size: pageSize(query, 'pageSize', 20, 100),
    scope: `accounts ${project?.id}`,
  });
  return { accounts: items.map(({ detail }) => detail.data), nextPageToken };
}

/** All at once: keys have no pages. Google's own are there too unless only people's are asked for. */
function keys({ estate, path, query }: GcpRequest): JsonObject {
  const [, project = '', , account = ''] = (path.name ?? '').split('/');
  const known = projectsOf(estate, project).flatMap((id) => estate.of<GcpDetail>(serviceAccountType, id));
  const owner = known.find(({ detail }) => detail.data.email === account || detail.data.uniqueId === account);
  if (!owner) throw notFound(`Service account ${path.name} does not exist.`);
  const types = query.getAll('keyTypes').map((type) => keyTypes[Number(type)] ?? type);
  const unknown = types.find((type) => !keyTypes.includes(type));
  if (unknown !== undefined) throw invalidArgument(`Invalid value at 'key_types': "${unknown}"`);
  const wants = (type: string) => types.length === 0 || types.includes(type);
  const made = estate
    .of<GcpDetail>(serviceAccountKeyType, owner.account)
    .filter(({ id }) => id.startsWith(`${owner.id}/keys/`))
    .map(({ detail }) => detail.data);
  return {
    keys: [
      ...(wants('USER_MANAGED') ? made : []),
      ...(wants('SYSTEM_MANAGED') ? [systemKey(owner.id, owner.detail.data.name)] : []),
    ],
  };
}

const keyTypes = ['KEY_TYPE_UNSPECIFIED', 'USER_MANAGED', 'SYSTEM_MANAGED'];

/** A dash stands for any project. */
const projectsOf = (estate: GcpRequest['estate'], project: string): readonly string[] =>
  project === '-'
    ? estate.accounts.filter(({ cloud }) => cloud === 'gcp').map(({ id }) => id)
    : projectsIn(estate, `projects/${project}`, 'iam.serviceAccountKeys.list').map(({ id }) => id);

const systemKey = (owner: string, name: JsonObject[string]): JsonObject => ({
  name: `${String(name)}/keys/${randomFrom(`system key/${owner}`).hex(40)}`,
  ...{ keyAlgorithm: 'KEY_ALG_RSA_2048', keyOrigin: 'GOOGLE_PROVIDED', keyType: 'SYSTEM_MANAGED' },
  ...{ validAfterTime: '2026-09-01T00:00:00Z', validBeforeTime: '2028-09-17T00:00:00Z' },
});
