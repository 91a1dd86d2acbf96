import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countingSend } from '../../../../test/support/aws.ts';
import {
  errorInfo,
  googleClients,
  googleServer,
  type PlantedAsset,
  refusal,
  searchAnswer,
} from '../../../../test/support/google.ts';
import { CloudError } from '../../../model/errors.ts';
import type { ResourceFacts } from '../../../model/resource.ts';
import type { Send } from '../../calls.ts';
import type { WideUnit } from '../../cloud.ts';
import type { NotedGap } from '../../collector.ts';
import type { GcpCollector } from '../collector.ts';
import { assetListing } from '../listing.ts';
import { gcpCollectors } from './index.ts';

const google = googleServer();
const PAGE = 20;
const COUNT = 50;

// What a resource needs to be one, beside its name.
const DATA: Readonly<Record<string, object>> = {
  'compute.googleapis.com/Instance': {
    machineType: 'zones/europe-west1-b/machineTypes/n2-standard-4',
    zone: 'europe-west1-b',
  },
  'compute.googleapis.com/Router': { nats: [{ name: 'nat' }] },
  'iam.googleapis.com/ServiceAccountKey': { keyType: 'USER_MANAGED' },
};

/** Every third has no label. */
const planted = (type: string): PlantedAsset[] =>
  Array.from({ length: COUNT }, (_, index) => ({
    name: `//${type.split('/')[0]}/projects/atlas/things/thing-${String(index).padStart(2, '0')}`,
    ...{ assetType: type, project: 'projects/123', location: 'europe-west1-b' },
    ...(index % 3 === 0 ? {} : { labels: { team: `team-${index}` } }),
    data: DATA[type] ?? {},
  }));

const ATLAS = { id: 'atlas', number: '123', name: undefined, labels: {} };

/** Everything of one type, as a run asks for it. */
async function collect({ type }: GcpCollector, send?: Send) {
  const resources: ResourceFacts[] = [];
  const gaps: NotedGap[] = [];
  const listing = assetListing({
    ...{ scope: 'projects/atlas', clients: googleClients(google, send), collectors: gcpCollectors },
    ...{ projects: [ATLAS], regions: undefined, zones: undefined },
  });
  const units = [{ account: 'atlas', type }];
  const note = (unit: WideUnit, gap: NotedGap) => {
    expect(unit).toEqual({ account: 'atlas', type });
    gaps.push(gap);
  };
  for await (const { rows } of listing.rows({ organisation: 'northwind', units, others: [], note, lose: () => {} }))
    resources.push(...rows);
  return { resources, gaps };
}

/** The inventory, and the catalogue of machine types beside it. */
const answerOf = (assets: readonly PlantedAsset[]) =>
  google.answer((asked) =>
    asked.path.includes('/machineTypes/') ? { guestCpus: 4, memoryMb: 16_384 } : searchAnswer(assets, asked, PAGE),
  );

// Vitest cuts what it takes out of an object; these names are longer.
const named = (collectors: readonly GcpCollector[]) =>
  collectors.map((collector) => [collector.type, collector] as const);

describe.each(named(gcpCollectors))('%s', (_, collector) => {
  const [listing, ...details] = collector.permissions;

  test('lists more than a page by the fewest calls, all of them named in its permissions', async () => {
    answerOf(planted(collector.type));
    const { send, calls } = countingSend();
    const { resources, gaps } = await collect(collector, send);
    expect(gaps).toEqual([]);
    expect(resources.map(({ id }) => id)).toEqual(planted(collector.type).map(({ name }) => name));
    expect(calls.filter(({ action }) => action === listing)).toHaveLength(Math.ceil(COUNT / PAGE));
    expect(calls.filter(({ action }) => !collector.permissions.includes(action))).toEqual([]);
    // One for all instances of a type.
    expect(calls).toHaveLength(Math.ceil(COUNT / PAGE) + details.length);
    expect(google.asked[0]?.query.get('pageSize')).toBe('500');
    expect(google.asked[0]?.query.get('readMask')?.includes('versionedResources')).toBe(collector.detailed);
  });

  test('tells what there is, with its labels, and `{}` where there are none', async () => {
    answerOf(planted(collector.type));
    const { resources } = await collect(collector);
    expect(resources.map(({ tags }) => tags)).toEqual(planted(collector.type).map(({ labels }) => labels ?? {}));
    expect(new Set(resources.map(({ region }) => region))).toEqual(new Set(['europe-west1']));
  });

  test.each([
    ['deny', refusal(403, 'PERMISSION_DENIED', [errorInfo('IAM_PERMISSION_DENIED')]), 'denied', false],
    ['throttle', refusal(429, 'RESOURCE_EXHAUSTED', [errorInfo('RATE_LIMIT_EXCEEDED')]), 'throttled', true],
  ] as const)('to %s it is an error', async (_kind, answer, reason, retryable) => {
    google.answer(() => answer);
    const error = await collect(collector).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ facts: { reason, retryable, action: listing } });
  });

  test.each(details)('without %s the resources stay, and a gap says so', async (action) => {
    google.answer((asked) =>
      asked.path.startsWith('v1/')
        ? searchAnswer(planted(collector.type), asked, PAGE)
        : refusal(403, 'PERMISSION_DENIED'),
    );
    const { send, calls } = countingSend();
    const { resources, gaps } = await collect(collector, send);
    expect(resources).toHaveLength(COUNT);
    // Each page notes it, and a run tells the same gap of a unit once.
    expect([...new Set(gaps.map(({ detail }) => detail))]).toEqual([expect.stringMatching(`^${action} was denied`)]);
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['denied']));
    expect(calls.filter((call) => call.action === action)).toHaveLength(1);
  });
});

describe.each(named(gcpCollectors.filter(({ taggable }) => taggable)))('%s', (_, collector) => {
  test('what was never tagged is found, with no tags', async () => {
    answerOf(planted(collector.type));
    const { resources } = await collect(collector);
    const untagged = planted(collector.type).filter(({ labels }) => labels === undefined);
    const found = new Map(resources.map(({ id, tags }) => [id, tags]));
    expect(untagged.map(({ name }) => found.get(name))).toEqual(untagged.map(() => ({})));
  });
});

/** `compute.googleapis.com/ForwardingRule` lies in `compute-forwarding-rule`. */
const fileOf = (type: string): string => {
  const [host = '', name = ''] = type.split('/');
  return `${host.split('.')[0]}-${name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase()}`;
};

test.each(gcpCollectors)(
  '$type has a file of its name, and a test beside it where it reads fields',
  ({ type, detailed }) => {
    const files = readdirSync(import.meta.dirname);
    expect(files).toContain(`${fileOf(type)}.ts`);
    if (detailed) expect(files).toContain(`${fileOf(type)}.test.ts`);
  },
);

test('a type is read by one collector', () =>
  expect(new Set(gcpCollectors.map(({ type }) => type)).size).toBe(gcpCollectors.length));
