import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answering } from './answering.ts';
import { listen, stop } from './listen.ts';
import { bodyOf } from './reply.ts';

const server = createServer(
  answering(async (incoming, outgoing) => {
    const body = await bodyOf(incoming);
    if (incoming.url === '/begun') outgoing.writeHead(200).write('half');
    if (incoming.url !== '/right') throw new Error('an oversight');
    outgoing.end(body);
  }),
);
let port = 0;
beforeAll(async () => {
  port = await listen(server, 0);
});
afterAll(() => stop(server));

const ask = (path: string, body: string) => fetch(`http://127.0.0.1:${port}/${path}`, { method: 'POST', body });

test('a mistake of the simulator is told to the client', async () => {
  const answer = await ask('wrong', 'anything');
  expect([answer.status, await answer.text()]).toEqual([501, 'SimulatorMistake: Error: an oversight']);
});

test('an answer that had begun is cut off', async () => {
  await expect(ask('begun', 'anything').then((answer) => answer.text())).rejects.toThrow();
});

test('a client that gives up leaves the others alone', async () => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /right HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
  socket.destroy();
  await once(socket, 'close');
  expect(await (await ask('right', 'whole')).text()).toBe('whole');
});
