import { McpServer } from '@modelcontextprotocol/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { legacySessions } from './legacy-sessions.ts';

const MINUTE = 60_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const ask = (method: string, params: object, session?: string): [Request, unknown] => {
  const body = { jsonrpc: '2.0', id: method, method, params };
  const headers = {
    ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    ...(session === undefined ? {} : { 'mcp-session-id': session }),
  };
  return [new Request('http://localhost/mcp', { method: 'POST', headers, body: JSON.stringify(body) }), body];
};

/** A server with one tool, which ends when the test lets it. */
function slowServer() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const sessions = legacySessions(() => {
    const server = new McpServer({ name: 'slow', version: '1' });
    server.registerTool('wait', {}, async () => {
      await promise;
      return { content: [{ type: 'text', text: 'done at last' }] };
    });
    return server;
  });
  return { sessions, end: resolve };
}

async function opened(sessions: ReturnType<typeof legacySessions>): Promise<string> {
  const clientInfo = { name: 'test', version: '1' };
  const response = await sessions.handle(
    ...ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo }),
  );
  await response.text();
  return response.headers.get('mcp-session-id') ?? '';
}

test('a call that takes half an hour is answered, though nothing else is asked meanwhile', async () => {
  const { sessions, end } = slowServer();
  const session = await opened(sessions);
  const response = await sessions.handle(...ask('tools/call', { name: 'wait', arguments: {} }, session));
  vi.advanceTimersByTime(30 * MINUTE);
  end();
  expect(await response.text()).toContain('done at last');
  await sessions.close();
});

test('where there are too many, the one that was idle longest makes room, and none that is at work', async () => {
  const { sessions, end } = slowServer();
  const ids: string[] = [];
  for (let count = 0; count < 500; count++) ids.push(await opened(sessions));
  const [working = '', kept = '', oldest = ''] = ids;
  const response = await sessions.handle(...ask('tools/call', { name: 'wait', arguments: {} }, working));
  vi.advanceTimersByTime(1);
  await (await sessions.handle(...ask('tools/list', {}, kept))).text();
  const newest = await opened(sessions);
  const statuses = async (asked: readonly string[]) =>
    Promise.all(asked.map(async (id) => (await sessions.handle(...ask('tools/list', {}, id))).status));
  expect(await statuses([newest, kept, oldest])).toEqual([200, 200, 404]);
  end();
  expect(await response.text()).toContain('done at last');
  await sessions.close();
});

test('where all are at work, one more is refused and told when to come back', async () => {
  const { sessions } = slowServer();
  for (let count = 0; count < 500; count++)
    await sessions.handle(...ask('tools/call', { name: 'wait', arguments: {} }, await opened(sessions)));
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  const refused = await sessions.handle(...ask('initialize', params));
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  await sessions.close();
});

test('a session that nobody uses ends, also after a client that left in the middle', async () => {
  const { sessions } = slowServer();
  const session = await opened(sessions);
  const left = await sessions.handle(...ask('tools/call', { name: 'wait', arguments: {} }, session));
  await left.body?.cancel();
  vi.advanceTimersByTime(16 * MINUTE);
  expect((await sessions.handle(...ask('tools/list', {}, session))).status).toBe(404);
  await sessions.close();
});
