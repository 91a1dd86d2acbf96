import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { azure } from '../../src/clouds/azure/azure.ts';
import type { AccountSettings } from '../../src/clouds/cloud.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, temporaryStore } from '../../src/collect/testing/setup.ts';
import type { CloudName } from '../../src/model/cloud.ts';
import type { Run } from '../../src/model/run.ts';
import { simulatedCompany } from '../support/aws.ts';

const company = simulatedCompany({ clouds: ['azure', 'gcp'], resources: 200 });
const CLOUDS: readonly CloudName[] = ['azure', 'gcp'];
const before = getCACertificates('default');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'odd-values-'));
  setDefaultCACertificates([...before, readFileSync(company.simulator.azure.ca, 'utf8')]);
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => {
  setDefaultCACertificates([...before]);
  rmSync(folder, { recursive: true });
});

/** The first answer of a path that has the text has something else in its place. */
interface Altered {
  readonly path: RegExp;
  readonly text: RegExp;
  readonly by: string;
}

function alter(wanted: readonly Altered[]): void {
  const wire = globalThis.fetch;
  const left = new Set(wanted);
  vi.stubGlobal('fetch', async (...[input, init]: Parameters<typeof fetch>) => {
    const response = await wire(input, init);
    const here = [...left].filter(({ path }) => path.test(String(input)));
    if (here.length === 0) return response;
    let told = await response.text();
    for (const one of here) {
      if (!one.text.test(told)) continue;
      left.delete(one);
      told = told.replace(one.text, one.by);
    }
    return new Response(told, response);
  });
}

interface Collected {
  readonly run: Run;
  /** How many points each cloud's metrics have. */
  readonly points: readonly (number | undefined)[];
  readonly recommends: readonly boolean[];
}

async function collect(): Promise<Collected> {
  const { store, close } = await temporaryStore();
  const { azure: tenant, gcp: google } = company.simulator;
  const accounts: AccountSettings[] = [
    {
      ...{ cloud: 'azure', endpoint: tenant.url, tenant_id: tenant.tenantId, client_id: tenant.clientId },
      client_secret: 'env://S',
    },
    {
      ...{ cloud: 'gcp', endpoint: google.url, organization: google.organization },
      credentials: google.writeCredentials(folder),
    },
  ];
  try {
    const collection = collectionOver(store, gcp, {
      ...{ clouds: [azure, gcp], accounts, secrets: { resolve: async () => tenant.clientSecret } },
      // Time runs so fast that a busy machine would pass the usual deadlines.
      settings: { deadlineSeconds: 3600 },
      time: scaledTime(50, '2026-11-21T12:00:00Z', () => 0.5),
    });
    const what = ['inventory', 'metrics', 'recommendations'] as const;
    const run = await collection.run(request({ clouds: [...CLOUDS], what: [...what] }), options());
    const latest = await Promise.all(CLOUDS.map((cloud) => store.metrics.latest(ORGANISATION, cloud)));
    const read = await Promise.all(CLOUDS.map((cloud) => store.state.recommendations.readAt(ORGANISATION, cloud)));
    return { run, points: latest.map((one) => one?.rows), recommends: read.map((one) => one !== undefined) };
  } finally {
    await close();
  }
}

let usual: Collected;
beforeAll(async () => {
  usual = await collect();
  expect(usual).toMatchObject({ run: { status: 'success' }, recommends: [true, true] });
});

const GOOGLE: readonly Altered[] = [
  // JSON has no such number, and Google writes it as text.
  { path: /\/timeSeries\?/, text: /"doubleValue":\s*[\d.e-]+/, by: '"doubleValue":"NaN"' },
  { path: /recommender/, text: /"targetResources":\s*\[[^\]]*\]/, by: '"targetResources":"web"' },
];
const AZURE: readonly Altered[] = [
  { path: /metrics:getBatch/, text: /"average":\s*[\d.e-]+/, by: '"average":"12.5"' },
  { path: /ResourceGraph/, text: /"resourceMetadata":\s*\{[^}]*\}/, by: '"resourceMetadata":{"resourceId":7}' },
];

test.each<[CloudName, readonly Altered[]]>([
  ['gcp', GOOGLE],
  ['azure', AZURE],
])(
  'a value of %s that is no number and advice about what is no resource are left out, and nothing else',
  async (cloud, altered) => {
    alter(altered);
    const { run, points, recommends } = await collect();
    expect({ status: run.status, recommends }).toEqual({ status: 'partial', recommends: [true, true] });
    expect(points).toEqual(usual.points.map((rows = 0, index) => rows - (CLOUDS[index] === cloud ? 1 : 0)));
    const gaps = run.accounts.flatMap((account) => account.gaps);
    gaps.sort(({ dataset: a = '' }, { dataset: b = '' }) => (a < b ? -1 : 1));
    expect(gaps).toMatchObject([
      {
        ...{ cloud, dataset: 'metrics', reason: 'failed' },
        detail: expect.stringMatching(/ was told with something that is no number: 1 point left out$/),
      },
      {
        ...{ cloud, dataset: 'recommendations', reason: 'failed' },
        detail: expect.stringMatching(/ was told with something that is no resourceIds: 1 recommendation left out$/),
      },
    ]);
  },
);
