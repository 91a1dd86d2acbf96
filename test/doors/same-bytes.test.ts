import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tools } from '../../src/tools/index.ts';
import { cloudoptima } from './cli.ts';
import { overHttp, overStdio } from './clients.ts';
import { type Company, collectedCompany } from './company.ts';
import { samples } from './samples.ts';
import { type Served, served } from './served.ts';

type Ask = (name: string, input: Readonly<Record<string, unknown>>) => Promise<string>;

let company: Company;
let server: Served;
const clients: Client[] = [];
const doors = new Map<string, Ask>();

const throughMcp = (client: Client): Ask => {
  clients.push(client);
  return async (name, input) => {
    const { structuredContent, content, isError } = await client.callTool({ name, arguments: { ...input } });
    if (isError) throw new Error(JSON.stringify(content));
    return JSON.stringify(structuredContent);
  };
};

beforeAll(async () => {
  company = await collectedCompany();
  // Only a server knows when its next collection is due.
  const env = { ...company.env, CLOUDOPTIMA_COLLECTION_SCHEDULE: 'off' };
  server = await served(env);
  doors.set('stdio, modern', throughMcp(await overStdio('auto', env)));
  doors.set('stdio, legacy', throughMcp(await overStdio('legacy', env)));
  doors.set('HTTP, modern', throughMcp(await overHttp('auto', `${server.url}/mcp`)));
  doors.set('HTTP, legacy', throughMcp(await overHttp('legacy', `${server.url}/mcp`)));
  doors.set('/api', async (name, input) => {
    const body = JSON.stringify(input);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/api/tools/${name}`, { method: 'POST', headers, body });
    return response.text();
  });
  doors.set('call', async (name, input) => {
    const { stdout } = await cloudoptima(['call', name, JSON.stringify(input)], env);
    return stdout.replace(/\n$/, '');
  });
}, 180_000);

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  expect(await server?.close()).toBe(0);
  await company?.close();
});

test('the clients speak both eras', () => {
  expect(clients.map((client) => client.getProtocolEra())).toEqual(['modern', 'legacy', 'modern', 'legacy']);
});

// A tool that asks providers tells when it asked; what is answered from the store has no such instant.
const withoutInstants = (json: string) => json.replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<instant>"');

test.each(tools)(
  '$name answers the same bytes through every door',
  async ({ name, output, openWorld }) => {
    const inputs = samples(company.resourceId)[name] ?? [];
    expect(inputs.length, 'add sample arguments to samples.ts').toBeGreaterThan(0);
    for (const input of inputs) {
      const answers: string[] = [];
      for (const [, ask] of doors) {
        const json = await ask(name, input);
        answers.push(openWorld ? withoutInstants(json) : json);
      }
      const [first = ''] = answers;
      expect(output.safeParse(JSON.parse(first)).success).toBe(true);
      for (const [index, door] of [...doors.keys()].entries()) expect([door, answers[index]]).toEqual([door, first]);
    }
  },
  120_000,
);

test("a single cloud's server answers for its cloud alone", async () => {
  const client = await overHttp('auto', `${server.url}/mcp/aws`);
  clients.push(client);
  const { tools: listed } = await client.listTools();
  expect(listed.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties ?? {}))).not.toContain(
    'cloud_provider',
  );
  const own = await client.callTool({ name: 'check_tag_compliance', arguments: { cloud_provider: 'aws' } });
  expect(own.isError ?? false).toBe(false);
  const other = await client.callTool({ name: 'check_tag_compliance', arguments: { cloud_provider: 'gcp' } });
  expect([other.isError, JSON.stringify(other.content)]).toEqual([
    true,
    expect.stringContaining('answers for aws alone'),
  ]);
});

test("a single cloud's server answers the same bytes over standard input and output", async () => {
  const env = { ...company.env, CLOUDOPTIMA_COLLECTION_SCHEDULE: 'off' };
  const asks = [
    throughMcp(await overHttp('auto', `${server.url}/mcp/aws`)),
    throughMcp(await overStdio('auto', env, ['--cloud', 'aws'])),
  ];
  for (const { name, openWorld } of tools)
    for (const input of samples(company.resourceId)[name] ?? []) {
      const answers = await Promise.all(asks.map((ask) => ask(name, input)));
      const [served, started] = openWorld ? answers.map(withoutInstants) : answers;
      expect([name, started]).toEqual([name, served]);
    }
}, 120_000);

test('health tells the store, the policy and the age', async () => {
  const health = (await (await fetch(`${server.url}/health`)).json()) as Record<string, unknown>;
  expect(Object.keys(health)).toEqual([
    'status',
    'version',
    'store',
    'policy',
    'collection',
    'snapshot',
    'accounts',
    'gaps',
  ]);
  expect(health).toMatchObject({
    store: 'ok',
    policy: { source: 'file: policy.json' },
    snapshot: { last: expect.any(String) },
  });
});
