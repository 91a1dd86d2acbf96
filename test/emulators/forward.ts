import type { IncomingMessage, ServerResponse } from 'node:http';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

/** Hands a request on to another server as it is, and the answer back. Whoever made the certificate of the other is not asked. */
export function forward(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void {
  const { method, url = '/', headers } = incoming;
  const address = new URL(url, target);
  const options = { method, headers: { ...headers, host: address.host }, rejectUnauthorized: false };
  const onward = (address.protocol === 'https:' ? secure : plain)(address, options, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.once('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
