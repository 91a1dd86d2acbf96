import type { JsonObject } from '../../estate/gcp/resource.ts';
import type { GcpApi, GcpRequest } from '../api.ts';
import { GcpError, invalidArgument, notFound } from '../errors.ts';
import { projectsIn } from '../scope.ts';

const add = 'secretmanager.versions.add';
const access = 'secretmanager.versions.access';
const create = 'secretmanager.secrets.create';

/** Secret Manager: secrets and their versions. The company has planted none, whoever asks puts them there. */
export function secretManager(): GcpApi {
  /** The base64 of every version, by the secret's name with the project's number, as answers name it. */
  const secrets = new Map<string, string[]>();
  const found = (request: GcpRequest, permission: string) => {
    const name = nameOf(request, request.path.secret ?? '', permission);
    const versions = secrets.get(name);
    if (!versions) throw notFound(`Secret [${name}] not found.`);
    return { name, versions };
  };
  return {
    host: 'secretmanager.googleapis.com',
    errors: 'rpc',
    methods: [
      {
        ...{ id: 'secretmanager.projects.secrets.create', http: 'POST', path: 'v1/projects/{project}/secrets' },
        permission: create,
        answer(request) {
          const id = request.query.get('secretId') ?? '';
          if (!/^[\w-]{1,255}$/.test(id))
            throw invalidArgument(`The provided Secret ID [${id}] does not match the format.`);
          const name = nameOf(request, id, create);
          if (secrets.has(name)) throw new GcpError('ALREADY_EXISTS', `Secret [${name}] already exists.`);
          secrets.set(name, []);
          return { name, replication: { automatic: {} }, createTime: request.now.toISOString() };
        },
      },
      {
        ...{ id: 'secretmanager.projects.secrets.addVersion', http: 'POST' },
        path: 'v1/projects/{project}/secrets/{secret}:addVersion',
        permission: add,
        answer(request) {
          const { name, versions } = found(request, add);
          versions.push(dataIn(request.body));
          return {
            ...{ name: `${name}/versions/${versions.length}`, state: 'ENABLED' },
            createTime: request.now.toISOString(),
          };
        },
      },
      {
        ...{ id: 'secretmanager.projects.secrets.versions.access', http: 'GET' },
        path: 'v1/projects/{project}/secrets/{secret}/versions/{version}:access',
        permission: access,
        answer(request): JsonObject {
          const { name, versions } = found(request, access);
          const { version = '' } = request.path;
          const number = version === 'latest' ? versions.length : Number(version);
          const data = versions[number - 1];
          if (data === undefined) throw notFound(`Secret Version [${name}/versions/${version}] not found.`);
          return { name: `${name}/versions/${number}`, payload: { data } };
        },
      },
    ],
  };
}

function nameOf({ estate, path }: GcpRequest, secret: string, permission: string): string {
  const [project] = projectsIn(estate, `projects/${path.project}`, permission);
  return `projects/${project?.number}/secrets/${secret}`;
}

function dataIn(body: Buffer): string {
  try {
    const { payload } = JSON.parse(body.toString()) as { payload?: { data?: unknown } };
    if (typeof payload?.data === 'string') return payload.data;
  } catch {
    // Refused below, as is JSON without a payload.
  }
  throw invalidArgument('Field [payload] is required.');
}
