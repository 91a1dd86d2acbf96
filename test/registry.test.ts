import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { mcpFactory } from '../src/serve/mcp/factory.ts';
import { instructionsFor } from '../src/serve/mcp/instructions.ts';
import { wireSchemas } from '../src/serve/mcp/wire-schema.ts';
import { tools } from '../src/tools/index.ts';
import { TOOLSETS } from '../src/tools/tool.ts';

const TOKENS_FOR_TEN_TOOLS = 4000;
const names = tools.map(({ name }) => name);
const silent = { error: () => {}, info: () => {} };
const unopened = () => Promise.reject(new Error('listing opens nothing'));

async function listed(cloud?: 'aws') {
  const handler = createMcpHandler(mcpFactory({ version: '0', tools, cloud, context: unopened, log: silent }));
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  const transport = new StreamableHTTPClientTransport(new URL('http://in-process/mcp'), {
    fetch: (url, init) => handler.fetch(new Request(url, init)),
  });
  await client.connect(transport);
  const list = await client.listTools();
  await client.close();
  return list.tools;
}

test('every file of a toolset is a tool of its name, and every tool has its file', () => {
  const files = globSync('src/tools/{inventory,tags,costs}/*.ts').filter((path) => !/\.test\.ts$/.test(path));
  expect(files.map((path) => basename(path, '.ts').replaceAll('-', '_')).sort()).toEqual([...names].sort());
  expect(new Set(names).size).toBe(names.length);
  // One that is offered and empty would be chosen in vain.
  expect(TOOLSETS.filter((toolset) => !tools.some((tool) => tool.toolset === toolset))).toEqual([]);
});

test.each(tools)('$name is described for a model and a person', (tool) => {
  expect(tool.name).toMatch(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/);
  expect(tool.name.length).toBeLessThanOrEqual(48);
  expect(tool.description.length).toBeGreaterThan(20);
  expect(tool.description.length).toBeLessThanOrEqual(300);
  expect(tool.title).not.toBe('');
  expect(['reads', 'writes']).toContain(tool.effect);
  expect([typeof tool.idempotent, typeof tool.openWorld, typeof tool.core]).toEqual(['boolean', 'boolean', 'boolean']);
});

test.each(tools)('$name has schemas that every host reads', ({ input, output }) => {
  for (const [schema, io] of [
    [input, 'input'],
    [output, 'output'],
  ] as const) {
    // Throws for a date, a bigint and whatever else JSON has not; one such schema would break the list of all tools.
    const json = z.toJSONSchema(schema, { io });
    expect(json.type).toBe('object');
    expect(Object.keys(json).filter((key) => ['anyOf', 'oneOf', 'allOf'].includes(key))).toEqual([]);
  }
});

test.each(tools)('$name keeps its contract', async (tool) => {
  const { name, title, toolset, description, effect, idempotent, openWorld, input, output } = tool;
  const contract = {
    ...{ name, title, toolset, description, effect, idempotent, openWorld },
    input: z.toJSONSchema(input, { io: 'input' }),
    output: z.toJSONSchema(output, { io: 'output' }),
  };
  await expect(`${JSON.stringify(contract, undefined, 2)}\n`).toMatchFileSnapshot(`contracts/${name}.json`);
});

test('the list states all four annotations and costs few tokens', async () => {
  const list = await listed();
  expect(list.map(({ name }) => name)).toEqual(names);
  for (const { annotations } of list)
    for (const hint of ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const)
      expect(typeof annotations?.[hint]).toBe('boolean');
  const text = JSON.stringify({ tools: list });
  expect(text).not.toContain('$schema');
  const tokens = Math.ceil(text.length / 4);
  console.log(`tools/list: ${list.length} tools, ${tokens} tokens`);
  for (const tool of list) console.log(`  ${tool.name}: ${Math.ceil(JSON.stringify(tool).length / 4)}`);
  expect(tokens).toBeLessThanOrEqual((TOKENS_FOR_TEN_TOOLS * Math.max(10, list.length)) / 10);
});

test("a single cloud's server has no cloud to choose", async () => {
  for (const { inputSchema } of await listed('aws'))
    expect(Object.keys(inputSchema.properties ?? {})).not.toContain('cloud_provider');
});

test('the wire schemas allow whatever the full ones allow', () => {
  for (const tool of tools) {
    const wire = wireSchemas(tool, false).input['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
    const full = z.toJSONSchema(tool.input, { io: 'input' });
    expect(Object.keys((wire.properties as object | undefined) ?? {})).toEqual(Object.keys(full.properties ?? {}));
    expect(wire.required ?? []).toEqual(full.required ?? []);
  }
});

test.each([undefined, 'aws'] as const)(
  'the instructions (%s) fit into what hosts show and name only tools that exist',
  (cloud) => {
    const words = instructionsFor(new Set(names), cloud);
    expect(words.length).toBeLessThan(2048);
    for (const [word] of words.matchAll(/\b(?:check|find|get|list|query|search|validate|collect)_[a-z_]+\b/g))
      expect(names).toContain(word);
  },
);
