import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { McpRefusal, mcpClient } from './mcp-client.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly name?: string; readonly arguments?: { readonly cursor?: string } };
}

const seen: string[] = [];
let sessions = 0;

/** Answers the handshake as an event stream and tools as plain JSON, as servers may. */
async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  let text = '';
  for await (const chunk of incoming) text += chunk;
  const { id, method, params } = JSON.parse(text || '{}') as Message;
  seen.push(`${incoming.headers['mcp-session-id'] ?? '-'} ${method ?? incoming.method}`);
  const reply = (result: object) => JSON.stringify({ jsonrpc: '2.0', id, result });
  if (method === 'initialize') {
    sessions += 1;
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'mcp-session-id': `s${sessions}` });
    outgoing.end(`event: message\ndata: ${reply({})}\n\n`);
  } else if (method === 'tools/call') {
    outgoing.writeHead(200, { 'content-type': 'application/json' });
    const { name, arguments: input } = params ?? {};
    if (name === 'refuse') outgoing.end(reply({ isError: true, content: [{ type: 'text', text: 'not so' }] }));
    else {
      const page = input?.cursor === undefined ? { rows: [1, 2], next_cursor: 'more' } : { rows: [3] };
      outgoing.end(reply({ structuredContent: page }));
    }
  } else {
    outgoing.writeHead(202);
    outgoing.end();
  }
}

const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  seen.length = 0;
  sessions = 0;
});

const { signal } = new AbortController();

test('every page of a list is read, in one session that is ended', async () => {
  const client = mcpClient(url, signal);
  const { rows, first } = await client.pages<number, { rows: number[] }>('list', {}, 'rows');
  expect(rows).toEqual([1, 2, 3]);
  expect(first.rows).toEqual([1, 2]);
  await client.close();
  expect(seen).toEqual(['- initialize', 's1 notifications/initialized', 's1 tools/call', 's1 tools/call', 's1 DELETE']);
});

test('a session is not asked without end', async () => {
  const client = mcpClient(url, signal);
  for (let call = 0; call < 41; call++) await client.ask('list', {});
  expect(sessions).toBe(2);
  expect(seen).toContain('s1 DELETE');
});

test('what a tool refuses is told in its words', async () => {
  const client = mcpClient(url, signal);
  await expect(client.ask('refuse', {})).rejects.toThrow(new McpRefusal('refuse: not so'));
});
