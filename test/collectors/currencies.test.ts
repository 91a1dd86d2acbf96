import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPolicy } from '../../src/analyze/tags/default-policy.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, temporaryStore } from '../../src/collect/testing/setup.ts';
import { money } from '../../src/model/money.ts';
import { queryCosts } from '../../src/tools/costs/query-costs.ts';
import type { ToolContext } from '../../src/tools/tool.ts';
import { simulatedCompany } from '../support/aws.ts';

const ABROAD = 'northwind-production';
const NOW = '2026-11-20T12:00:00Z';
const company = simulatedCompany({ clouds: ['azure'], resources: 200, currencies: { [ABROAD]: 'EUR' } });
const before = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...before, readFileSync(company.simulator.azure.ca, 'utf8')]));
afterAll(() => setDefaultCACertificates([...before]));

/** What October cost, after the bills of all subscriptions were read. */
async function octoberOf(more: object) {
  const { store, close } = await temporaryStore();
  try {
    const { url, tenantId, clientId, clientSecret } = company.simulator.azure;
    const who = { tenant_id: tenantId, client_id: clientId, client_secret: 'env://S' };
    const collection = collectionOver(store, azure, {
      accounts: [{ cloud: 'azure', name: 'northwind', endpoint: url, ...who, ...more }],
      secrets: { resolve: async () => clientSecret },
      time: scaledTime(5, NOW, () => 0),
      settings: { callsPerSecond: { costmanagement: 1000 } },
    });
    const run = await collection.run(request({ clouds: ['azure'], what: ['costs'] }), options());
    expect(run.status).toBe('success');
    const price = money('0', 'USD');
    const context: ToolContext = {
      ...{ organisation: ORGANISATION, store, collection, clouds: ['azure'], cloud: undefined, schedule: undefined },
      ...{ policy: async () => defaultPolicy(), knownTypes: async () => [], now: () => new Date(NOW) },
      settings: {
        ...{ currency: 'USD', staleAfterHours: 36 },
        costMetric: 'BilledCost',
        costPagePrices: { aws: price, azure: price, gcp: price },
      },
    };
    const input = { time_period: { Start: '2026-10-01', End: '2026-11-01' }, group_by: ['SubAccountId'] };
    const answer = await queryCosts.run(queryCosts.input.parse(input), context, {
      ...{ signal: new AbortController().signal, progress: () => undefined },
    });
    const told = queryCosts.output.parse(answer);
    return { ...told, text: queryCosts.text(told) };
  } finally {
    await close();
  }
}

test.each([
  ['each subscription has its bill', () => ({})],
  ['one bill holds all of them', () => ({ management_group: company.simulator.azure.managementGroup })],
])('what is billed in different currencies is never added, where %s', async (_, more) => {
  const { accounts, charges } = company.simulator.estate;
  const abroad = accounts.find(({ name }) => name === ABROAD)?.id;
  const planted = (isAbroad: boolean) =>
    charges
      .filter(({ account, day }) => (account === abroad) === isAbroad && day.startsWith('2026-10'))
      .reduce(
        (sum, { billedMicros, chargeType }) => sum + (chargeType === 'UnusedReservation' ? 0n : billedMicros),
        0n,
      );
  const { total, totals = [], rows, text } = await octoberOf(more());
  expect(total).toBeNull();
  const millionths = (currency: string) =>
    Math.round(Number(totals.find((one) => one.currency === currency)?.amount) * 1_000_000);
  expect(totals).toHaveLength(2);
  expect([millionths('EUR'), millionths('USD')]).toEqual([Number(planted(true)), Number(planted(false))]);
  const inEuros = rows.filter(({ currency }) => currency === 'EUR');
  // A share is one of its own currency's sum.
  expect(inEuros.map(({ SubAccountId, percent }) => [SubAccountId, percent])).toEqual([[abroad, 100]]);
  expect(text).toMatch(/: \d[\d.]* (EUR|USD) and \d[\d.]* (EUR|USD), not to be added\./);
});
