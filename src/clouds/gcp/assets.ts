import { CloudError } from '../../model/errors.ts';
import { textsIn } from '../texts.ts';
import { type GcpClients, pages } from './clients.ts';

/** A resource as Cloud Asset Inventory's search tells of it, whatever its type. */
export interface Asset<Data extends object = object> {
  /** The full name: `//compute.googleapis.com/projects/p/zones/z/disks/d`. */
  readonly name: string;
  /** `compute.googleapis.com/Disk`. */
  readonly assetType: string;
  /** `projects/<number>`; absent for what belongs to a folder or an organisation itself. */
  readonly project?: string | undefined;
  readonly displayName?: string | undefined;
  /** A zone, a region, a multi-region or `global`. */
  readonly location?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly createTime?: string | undefined;
  readonly state?: string | undefined;
  readonly additionalAttributes?: Readonly<Record<string, unknown>> | undefined;
  /** The resource as its own API has it; empty where that was not asked for, or is not known. */
  readonly data: Data;
}

export interface AssetSearch {
  /** `organizations/1`, `folders/1` or `projects/p`. */
  readonly scope: string;
  /** Absent: everything that can be searched. */
  readonly assetTypes?: readonly string[];
  /** Whether the resources themselves are wanted, which makes pages ten times as long. */
  readonly detailed: boolean;
}

interface SearchResult extends Partial<Omit<Asset, 'data'>> {
  readonly versionedResources?: readonly { readonly resource?: object }[];
}

interface SearchPage {
  readonly results?: readonly SearchResult[];
  readonly nextPageToken?: string;
}

const FIELDS = 'name,assetType,project,displayName,location,labels,createTime,state,additionalAttributes';
/** Of a project itself, which the inventory holds as all that lies in it. */
export const PROJECT_TYPE = 'cloudresourcemanager.googleapis.com/Project';
export const SEARCH_ACTION = 'cloudasset.assets.searchAllResources';

// The most that it gives (https://cloud.google.com/asset-inventory/docs/reference/rest/v1/TopLevel/searchAllResources).
const PAGE = 500;

/** What is below the scope, page after page, one project and type after the other. */
export async function* searchAssets(
  clients: GcpClients,
  { scope, assetTypes, detailed }: AssetSearch,
): AsyncIterable<readonly Asset[]> {
  const results = pages<SearchPage>(clients, {
    service: 'cloudasset',
    action: SEARCH_ACTION,
    path: `v1/${scope}:searchAllResources`,
    query: {
      pageSize: String(Math.min(PAGE, clients.batchSize ?? PAGE)),
      orderBy: 'project,assetType,name',
      readMask: detailed ? `${FIELDS},versionedResources` : FIELDS,
      assetTypes,
    },
    fields: ['results'],
  });
  for await (const page of results) {
    if (page.results !== undefined && !Array.isArray(page.results)) throw unreadable('NoList');
    yield (page.results ?? []).map(assetOf);
  }
}

function assetOf({ versionedResources, name, assetType, labels, ...rest }: SearchResult): Asset {
  // A row without a name would be another one's.
  if (!name || !assetType) throw unreadable('NoName');
  const data = versionedResources?.[0]?.resource ?? {};
  return { ...rest, name, assetType, ...(labels === undefined ? {} : { labels: textsIn(labels) }), data };
}

const unreadable = (code: string): CloudError =>
  new CloudError({ reason: 'failed', code, action: SEARCH_ACTION, retryable: false });
