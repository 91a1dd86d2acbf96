import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Answering,
  graphAnswering,
  localAzure,
  refusal,
  rowOf,
  SUBSCRIPTION,
  TENANT,
} from '../../../../test/support/azure.ts';
import { CloudError } from '../../../model/errors.ts';
import type { ResourceFacts } from '../../../model/resource.ts';
import { detailNoting } from '../../detail.ts';
import type { Application } from '../applications.ts';
import { type AzureCollector, type AzureRow, isOfGraph } from '../collector.ts';
import { azureListing } from '../listing.ts';
import { azureCollectors } from './index.ts';

const azure = localAzure();
const rowCollectors = azureCollectors.filter(isOfGraph);

const PAGE = 10;
const COUNT = 2 * PAGE + 1;

const rowsOf = (type: string): AzureRow[] =>
  Array.from({ length: COUNT }, (_, index) =>
    rowOf(
      type,
      {},
      {
        id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/Shop/providers/${type}/n${String(index).padStart(2, '0')}`,
        name: `n${index}`,
        tags: index % 2 === 0 ? { Env: 'prod' } : null,
      },
    ),
  );

const applications: Application[] = Array.from({ length: COUNT }, (_, index) => ({
  ...{ id: `object-${index}`, displayName: `n${index}` },
  passwordCredentials: [{ keyId: `key-${index}`, displayName: `n${index}` }],
}));

/** As Graph lists them. */
const directory: Answering = ({ path, query }) => {
  if (path !== '/v1.0/applications') return refusal(404, 'NotFound');
  const start = Number(query.get('$skiptoken') ?? 0);
  const next = `${azure.url}${path}?$skiptoken=${start + PAGE}`;
  const more = start + PAGE < COUNT ? { '@odata.nextLink': next } : {};
  return { body: { value: applications.slice(start, start + PAGE), ...more } };
};

const answeringFor = (collector: AzureCollector): Answering =>
  isOfGraph(collector) ? graphAnswering(rowsOf(collector.type), PAGE) : directory;

/** Everything of one type, as a run asks for it. */
async function collect(collector: AzureCollector): Promise<ResourceFacts[]> {
  const clients = azure.clients();
  const found: ResourceFacts[] = [];
  if (isOfGraph(collector)) {
    const listing = azureListing(collector.family, { clients, collectors: rowCollectors, narrowing: {} });
    const units = [{ account: SUBSCRIPTION, type: collector.type }];
    const request = { organisation: 'northwind', units, others: [], note: () => {}, lose: () => {} };
    for await (const { type, rows } of listing.rows(request)) {
      expect(type).toBe(collector.type);
      found.push(...rows);
    }
    return found;
  }
  const scope = { organisation: 'northwind', cloud: 'azure', account: TENANT, region: 'global' } as const;
  for await (const facts of collector.resources({ clients, scope, detail: detailNoting(() => {}) })) found.push(facts);
  return found;
}

const pagesOf = (count: number): number => Math.ceil(count / PAGE);

// Longer than what `$type` shows of a name.
const byType = azureCollectors.map((collector) => [collector.type, collector] as const);

describe.each(byType)('%s', (_, collector) => {
  const [listing] = collector.permissions;

  test('lists more than a page by the fewest calls, all of them named in its permissions', async () => {
    azure.answer(answeringFor(collector));
    const found = await collect(collector);
    expect(found.map(({ name }) => name)).toEqual(Array.from({ length: COUNT }, (_, index) => `n${index}`));
    expect(new Set(found.map(({ id }) => id)).size).toBe(COUNT);
    const actions = azure.calls.map(({ action }) => action);
    expect(actions.filter((action) => !collector.permissions.includes(action))).toEqual([]);
    // Beside its own pages one for where the rows lie, which the groups are themselves.
    const places = isOfGraph(collector) && collector.family !== 'groups' ? 1 : 0;
    expect(actions.filter((action) => action === listing)).toHaveLength(pagesOf(COUNT) + places);
  });

  test.each([
    ['deny', refusal(403, 'AuthorizationFailed'), 'denied', false],
    ['throttle', refusal(429, 'TooManyRequests', { 'retry-after': '1' }), 'throttled', true],
  ] as const)('to %s it is an error', async (_kind, answer, reason, retryable) => {
    azure.answer(() => answer);
    const error = await collect(collector).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ facts: { reason, retryable, action: listing } });
  });
});

describe.each(byType.filter(([, { taggable }]) => taggable))('%s', (_, collector) => {
  test('what was never tagged is found, with no tags', async () => {
    azure.answer(answeringFor(collector));
    const untagged = (await collect(collector)).filter(({ tags }) => tags && Object.keys(tags).length === 0);
    expect(untagged).toHaveLength(Math.floor(COUNT / 2));
  });
});

test('a type is read by one collector', () => {
  expect(new Set(azureCollectors.map(({ type }) => type.toLowerCase())).size).toBe(azureCollectors.length);
});

const files = readdirSync(import.meta.dirname);
const tests = files
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));

// Types that tell the same share a table, where a copy for each would prove nothing more.
test.each(byType)(
  '%s has a file of its name, and a test beside it, of its own or with those that are alike',
  (type) => {
    const name = `${type.toLowerCase().replaceAll(/[./]/g, '-')}.ts`;
    expect(files).toContain(name);
    expect(tests.filter((text) => text.includes(`} from './${name}';`))).toHaveLength(1);
  },
);
