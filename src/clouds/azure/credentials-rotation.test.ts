import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { countingSend, simulatedCompany } from '../../../test/support/aws.ts';
import type { Secrets } from '../secrets.ts';
import { azureTokens } from './credentials.ts';

const company = simulatedCompany({ clouds: ['azure'], resources: 100 });
const before = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...before, readFileSync(company.simulator.azure.ca, 'utf8')]));
afterAll(() => setDefaultCACertificates([...before]));

const SCOPE = 'https://management.azure.com/.default';
/** What the reference was resolved with: what was refused before, or nothing. */
const asked: (string | undefined)[] = [];
const { send, calls: signIns } = countingSend();
beforeEach(() => {
  asked.length = 0;
  signIns.length = 0;
});

function tokens(...kept: readonly string[]) {
  const { url, tenantId, clientId } = company.simulator.azure;
  const secrets: Secrets = {
    async resolve(_, refused) {
      asked.push(refused);
      return kept[Math.min(asked.length, kept.length) - 1] ?? '';
    },
  };
  const settings = { endpoint: url, tenant_id: tenantId, client_id: clientId, client_secret: 'env://S' };
  return azureTokens(settings, send, secrets);
}
const refused = { facts: { reason: 'denied', code: expect.stringMatching(/^AADSTS7000\d+$/) } };

test('a secret that was rotated is resolved anew when the old one is refused', async () => {
  const { clientSecret } = company.simulator.azure;
  const source = tokens('the old one', clientSecret);
  expect(await source(SCOPE)).toMatch(/./);
  expect(asked).toEqual([undefined, 'the old one']);
  await source('https://graph.microsoft.com/.default');
  expect(asked).toHaveLength(2);
});

test('a token that is refused is renewed once, for all who were refused with it', async () => {
  const source = tokens(company.simulator.azure.clientSecret);
  const first = await source(SCOPE);
  const [second, same] = await Promise.all([source(SCOPE, first), source(SCOPE, first)]);
  expect(second).not.toBe(first);
  // Whoever comes later with what was refused before gets what took its place.
  expect([same, await source(SCOPE, first), await source(SCOPE)]).toEqual([second, second, second]);
  expect(signIns).toHaveLength(2);
});

test('one that is still the same is refused, and not tried again', async () => {
  await expect(tokens('the old one')(SCOPE)).rejects.toMatchObject(refused);
  expect(asked).toEqual([undefined, 'the old one']);
  expect(signIns).toHaveLength(1);
});

test('one that is refused too is not resolved a third time', async () => {
  const error: unknown = await tokens('the old one', 'another wrong one')(SCOPE).catch((caught: unknown) => caught);
  expect(error).toMatchObject(refused);
  expect(String(error)).not.toContain('wrong one');
  expect(asked).toHaveLength(2);
});
