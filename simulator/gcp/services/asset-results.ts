import type { Estate } from '../../estate/estate.ts';
import { organizationIn } from '../../estate/gcp/organization.ts';
import type { GcpResource, JsonObject } from '../../estate/gcp/resource.ts';
import { invalidArgument } from '../errors.ts';
import { projectsById } from '../scope.ts';

/** Everything else is of version 1 of its API. */
const apiVersions: Readonly<Record<string, string>> = {
  'cloudfunctions.googleapis.com/Function': 'v2',
  'sqladmin.googleapis.com/Instance': 'v1beta4',
};

/** Where the discovery document has another name than the type. */
const discoveryNames: Readonly<Record<string, string>> = {
  'compute.googleapis.com/GlobalAddress': 'Address',
  'compute.googleapis.com/GlobalForwardingRule': 'ForwardingRule',
  'compute.googleapis.com/RegionDisk': 'Disk',
  'sqladmin.googleapis.com/Instance': 'DatabaseInstance',
};

/** A resource as a search tells it. Its whole data come along only when they are asked for. */
export function searchResult(estate: Estate, resource: GcpResource): JsonObject {
  const { id, type, account, name, createdAt, tags, detail } = resource;
  const project = projectsById(estate, '').get(account);
  const parent = detail.parent ?? parentOf(account);
  return {
    name: id,
    assetType: type,
    project: `projects/${project?.number}`,
    folders: project && [`folders/${project.folder.number}`],
    organization: `organizations/${organizationIn(estate).number}`,
    displayName: name,
    location: detail.location,
    labels: Object.keys(tags).length > 0 ? tags : undefined,
    networkTags: detail.networkTags?.length ? detail.networkTags : undefined,
    createTime: toSecond(createdAt),
    updateTime: toSecond(detail.updatedAt),
    state: detail.state,
    additionalAttributes: detail.attributes ?? {},
    parentFullResourceName: parent.name,
    parentAssetType: parent.type,
  };
}

export const versionedResources = ({ type, detail }: GcpResource): JsonObject => ({
  versionedResources: [{ version: apiVersions[type] ?? 'v1', resource: detail.data }],
});

/** A resource as listings and histories tell it. */
export function asset(estate: Estate, resource: GcpResource, withData: boolean): JsonObject {
  const { id, type, account, detail } = resource;
  const project = projectsById(estate, '').get(account);
  const [host = '', kind] = type.split('/');
  const version = apiVersions[type] ?? 'v1';
  return {
    name: id,
    assetType: type,
    ancestors: [
      `projects/${project?.number}`,
      `folders/${project?.folder.number}`,
      `organizations/${organizationIn(estate).number}`,
    ],
    updateTime: toSecond(detail.updatedAt),
    resource: withData
      ? {
          version,
          discoveryDocumentUri: `https://${host}/$discovery/rest?version=${version}`,
          discoveryName: discoveryNames[type] ?? kind,
          parent: detail.parent?.name ?? `//cloudresourcemanager.googleapis.com/projects/${project?.number}`,
          data: detail.data,
          location: detail.location,
        }
      : undefined,
  };
}

const parentOf = (project: string) => ({
  name: `//cloudresourcemanager.googleapis.com/projects/${project}`,
  type: 'cloudresourcemanager.googleapis.com/Project',
});

export const toSecond = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

/** Which types are asked for: each is one, or an expression that must fit some. */
export function typesMatching(known: Iterable<string>, asked: readonly string[]): ReadonlySet<string> | undefined {
  if (asked.length === 0) return undefined;
  const all = [...known];
  const found = asked.map((one) => all.filter((type) => type === one || expression(one).test(type)));
  const unmatched = asked.find((one, position) => found[position]?.length === 0 && !isType(one));
  if (unmatched !== undefined) throw invalidArgument(`No supported asset type matches the asset type: ${unmatched}.`);
  return new Set(found.flat());
}

/** Types that exist at Google and of which this company has none. */
const isType = (text: string): boolean => /^[a-z0-9]+(\.[a-z0-9]+)*\.googleapis\.com\/[A-Za-z]+$/.test(text);

function expression(text: string): RegExp {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    throw invalidArgument(`Invalid asset type: ${text}.`);
  }
}
