import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardedApp } from './app.ts';
import { parsedBodyOf } from './json-body.ts';
import { type Listening, listenTo } from './listen.ts';

const names = { hosts: ['127.0.0.1'], origins: ['127.0.0.1'] };
const JSON_TYPE = { 'content-type': 'application/json' };

let server: Listening;
let questions: PromiseWithResolvers<void>[] = [];
beforeAll(async () => {
  const app = guardedApp(names, { bodyBytes: 1000, bodyMs: 300, questions: 2 });
  app.post('/echo', (context) => context.json({ body: parsedBodyOf(context) ?? null }));
  app.post('/wait', async (context) => {
    const question = Promise.withResolvers<void>();
    questions.push(question);
    await question.promise;
    return context.json({});
  });
  app.post('/stream', () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(': \n\n')) });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  });
  server = await listenTo(app, '127.0.0.1', 0);
});
afterAll(() => server?.close());

const post = (path: string, body = '{}', signal?: AbortSignal) =>
  fetch(`${server.url}${path}`, { method: 'POST', headers: JSON_TYPE, body, ...(signal ? { signal } : {}) });
const under = async (count: number) => {
  await expect.poll(() => questions.length).toBe(count);
};
async function endAll(): Promise<void> {
  for (const { resolve } of questions) resolve();
  questions = [];
}

/** Sends the beginning of a request, and then a byte now and then or nothing, until the server has had enough. */
async function begin(goesOn: boolean): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket: Socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  // The server closes while we write.
  socket.on('error', () => {});
  socket.write(
    `POST /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{`,
  );
  const drops = setInterval(() => goesOn && socket.write(' '), 50);
  await closed;
  clearInterval(drops);
  return answer;
}

test.each([
  // The network may lose an answer that crosses what is still being sent.
  ['trickles in', true, /^(?:HTTP\/1\.1 408 |$)/],
  ['never comes', false, /^HTTP\/1\.1 408 [\s\S]*did not arrive within 0\.3 seconds/],
])('a body that %s is given up, and holds no place afterwards', async (_, goesOn, words) => {
  const started = performance.now();
  for (const answer of await Promise.all([begin(goesOn), begin(goesOn)])) expect(answer).toMatch(words);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect((await post('/echo', '{"a":1}')).status).toBe(200);
});

test('a body that is too long is refused, with its length told and without', async () => {
  const long = JSON.stringify('x'.repeat(2000));
  expect((await post('/echo', long)).status).toBe(413);
  const body = new Blob([long]).stream();
  const chunked = { method: 'POST', headers: JSON_TYPE, body, duplex: 'half' } as RequestInit;
  expect((await fetch(`${server.url}/echo`, chunked)).status).toBe(413);
});

test('more questions than can be answered are refused and told when to come back; reading goes on', async () => {
  const waiting = [post('/wait'), post('/wait')];
  await under(2);
  const refused = await post('/wait');
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
    503,
    '1',
    { error: expect.stringContaining('2 questions are being answered') },
  ]);
  expect((await fetch(`${server.url}/`)).status).toBe(404);
  await endAll();
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await post('/echo')).status).toBe(200);
});

test('an answer that streams holds its place until the client leaves', async () => {
  const leave = new AbortController();
  await Promise.all([post('/stream', '{}', leave.signal), post('/stream', '{}', leave.signal)]);
  expect((await post('/echo')).status).toBe(503);
  leave.abort();
  await expect.poll(async () => (await post('/echo')).status).toBe(200);
});

test('a subscription waits for what may happen, and holds none', async () => {
  const leave = new AbortController();
  const listen = '{"method":"subscriptions/listen"}';
  for (let count = 0; count < 3; count++) expect((await post('/stream', listen, leave.signal)).status).toBe(200);
  expect((await post('/echo')).status).toBe(200);
  leave.abort();
});
