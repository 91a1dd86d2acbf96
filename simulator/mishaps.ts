import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Mishap } from './faults.ts';
import type { Reply } from './reply.ts';

const HTML =
  '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><br><p>Welcome to the network</p></body></html>';
const NOISE = Buffer.from([0x00, 0xff, 0x3c, 0x00, 0x7b, 0x3c, 0x2f, 0x1b, 0x22, 0x5b]);

/** Writes an answer as a bad way between a cloud and its client would bring it. */
export function writeAmiss(mishap: Mishap, outgoing: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = Buffer.from(body);
  const half = bytes.subarray(0, bytes.length / 2);
  switch (mishap) {
    case 'reset':
      outgoing.writeHead(status, { ...headers, 'content-length': bytes.length });
      outgoing.write(half, () => reset(outgoing.socket));
      break;
    case 'truncate':
      outgoing.writeHead(status, headers).end(half);
      break;
    case 'garble':
      outgoing.writeHead(status, headers).end(Buffer.concat([half, NOISE, bytes.subarray(half.length)]));
      break;
    case 'html':
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
      break;
    case 'blank':
      outgoing.writeHead(200, headers).end();
      break;
    case 'foreign':
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
      break;
    case 'flood':
      outgoing.writeHead(200, headers);
      pour(outgoing, bytes);
  }
}

/** A connection of TLS can only be closed, which its client takes for the same in the middle of an answer. */
const reset = (socket: Socket | null): void =>
  void (socket instanceof TLSSocket ? socket.destroy() : socket?.resetAndDestroy());

/** The answer again and again, for as long as somebody reads. */
function pour(outgoing: ServerResponse, bytes: Buffer): void {
  const part = Buffer.alloc(1024 * 1024, bytes);
  const more = () => {
    while (!outgoing.destroyed && outgoing.write(part));
  };
  outgoing.write(bytes);
  outgoing.on('drain', more);
  more();
}
