import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { type Simulator, type SimulatorRequest, startSimulator } from '../../simulator/start.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import { collectionOver, options, request, rowsOf, temporaryStore } from '../../src/collect/testing/setup.ts';

const usual = getCACertificates('default');
afterAll(() => setDefaultCACertificates([...usual]));

const COMPANY: SimulatorRequest = { clouds: ['azure'], resources: 20_000, accounts: { azure: 12 }, charges: false };
const NOON = new Date('2026-11-20T12:00:00Z');
const at = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

const trusted = (company: Simulator): Simulator => {
  setDefaultCACertificates([...usual, readFileSync(company.azure.ca, 'utf8')]);
  return company;
};

const queries = (company: Simulator) => company.calls().filter(({ operation }) => operation === 'Resources').length;

test('one in a hundred that changed is found, with a part of the calls', async () => {
  const first = trusted(await startSimulator({ ...COMPANY, now: NOON }));
  const { url, tenantId, clientId, clientSecret } = first.azure;
  const entry = { cloud: 'azure', endpoint: url, tenant_id: tenantId, client_id: clientId } as const;
  const { store, close } = await temporaryStore();
  const collect = (hours: number, staleOnly: boolean) =>
    collectionOver(store, azure, {
      accounts: [{ ...entry, client_secret: 'env://S' }],
      secrets: { resolve: async () => clientSecret },
      settings: { deadlineSeconds: 3600 },
      time: scaledTime(50, at(hours).toISOString(), () => 0.5),
    }).run(request({ clouds: ['azure'], staleOnly }), options());
  let second: Simulator | undefined;
  try {
    expect(await collect(0, false)).toMatchObject({ status: 'partial' });
    const listed = queries(first);
    await first.close();

    second = trusted(
      await startSimulator({ ...COMPANY, now: NOON, changed: 0.01, azurePort: Number(new URL(url).port) }),
    );
    // One subscription is disabled, of which nothing is told.
    const { estate } = second;
    const off = new Set(estate.accounts.flatMap(({ id, state }) => (state === 'Disabled' ? id : [])));
    const deleted = (estate.changes ?? []).filter(
      ({ how, resource }) => how === 'Delete' && !off.has(resource.account),
    ).length;
    expect(deleted).toBeGreaterThan(0);
    const run = await collect(6, true);
    expect(run).toMatchObject({
      status: 'partial',
      changes: { newResources: 0, deletedResources: deleted },
    });
    // Of so few resources the machines, which are listed, and what is asked once make up the most.
    expect(queries(second)).toBeLessThanOrEqual(0.45 * listed);

    const kept = new Map((await rowsOf(store, 'azure')).map((row) => [row.id, row]));
    const there = estate.resources.filter(({ account, beyondInventory }) => !beyondInventory && !off.has(account));
    expect(kept.size).toBe(there.length);
    const unlike = there.filter(({ id, tags, taggable }) => {
      const row = kept.get(id.toLowerCase());
      return !row || (taggable && !isDeepStrictEqual(row.tags, tags));
    });
    expect(unlike.map(({ id }) => id)).toEqual([]);
  } finally {
    await second?.close();
    await close();
  }
});
