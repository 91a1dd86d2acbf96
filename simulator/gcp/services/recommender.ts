import { organizationIn } from '../../estate/gcp/organization.ts';
import type { JsonObject } from '../../estate/gcp/resource.ts';
import type { GcpApi, GcpRequest } from '../api.ts';
import { invalidArgument } from '../errors.ts';
import { pageOf, pageSize } from '../paging.ts';
import { permissionDenied } from '../refusals.ts';
import { projectsIn } from '../scope.ts';
import { recommendationsOf, recommenders } from './recommendations.ts';

const permission = 'recommender.recommendations.list';

/** Where a right has another name than its recommender: https://cloud.google.com/iam/docs/roles-permissions/recommender */
const rights: Readonly<Record<string, string>> = {
  'google.cloudsql.instance.IdleRecommender': 'cloudsqlIdleInstance',
  'google.cloudsql.instance.OverprovisionedRecommender': 'cloudsqlOverprovisionedInstance',
};

/** Each kind of advice has a right of its own: `recommender.computeDiskIdleResourceRecommendations.list`. */
function rightTo(recommender = ''): string {
  const [first = '', ...rest] = recommender.replace(/^google\.|Recommender$/g, '').split('.');
  const words = [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))];
  return `recommender.${rights[recommender] ?? words.join('')}Recommendations.list`;
}

/** Recommender: what Google would save. One place and one kind of advice a call, and few calls a day. */
export const recommender: GcpApi = {
  host: 'recommender.googleapis.com',
  errors: 'rpc',
  methods: ['organizations', 'folders', 'projects', 'billingAccounts'].map((kind) => ({
    ...{ id: 'recommender.recommendations.list', http: 'GET', permission, answer: list },
    permissionFor: (path: GcpRequest['path']) => rightTo(path.recommender),
    path: `v1/{parent=${kind}/…}/locations/{location}/recommenders/{recommender}/recommendations`,
  })),
};

function list({ estate, path, query }: GcpRequest): JsonObject {
  const { parent = '', location = '', recommender: asked = '' } = path;
  if (!/^google\.[a-z]+(\.\w+)*\.\w*Recommender$/.test(asked)) {
    throw invalidArgument(`Recommender ${asked} is not valid.`);
  }
  if (location === '-') throw invalidArgument('Location - is not valid.');
  const filter = query.get('filter') ?? '';
  if (filter !== '' && !/^stateInfo\.state\s*[=:]\s*"?ACTIVE"?$/i.test(filter)) {
    throw invalidArgument(`The simulator can't read the filter «${filter}»`);
  }
  const projects = projectsUnder(estate, parent);
  const found = recommenders.has(asked)
    ? recommendationsOf(estate, '').filter(
        (one) => one.recommender === asked && one.location === location && projects.has(one.project),
      )
    : [];
  const { items, nextPageToken } = pageOf(found, {
    token: query.get('pageToken'),
    size: pageSize(query, 'pageSize', 100, 1000),
    scope: JSON.stringify([parent, location, asked]),
  });
  return { recommendations: items.map(({ json }) => json), nextPageToken };
}

function projectsUnder(estate: GcpRequest['estate'], parent: string): ReadonlySet<string> {
  const { billingAccount, projects } = organizationIn(estate);
  const [kind, id = ''] = parent.split('/');
  if (kind !== 'billingAccounts') return new Set(projectsIn(estate, parent, permission).map((project) => project.id));
  if (id !== billingAccount) throw permissionDenied(permission, parent);
  return new Set(projects.map((project) => project.id));
}
