import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { isPaged, smallPages } from './pages.ts';
import { refusal, type WireAnswer } from './refusals.ts';
import { callOf, type WireCall, type WireRequest } from './wire.ts';

export type Verdict = 'pass' | 'deny' | 'throttle' | 'hang';

export interface ProxyRequest {
  /** The AWS behind it. */
  readonly target: string;
  /** What becomes of a call; without it everything passes. */
  readonly rule?: (call: WireCall) => Verdict;
  /** Calls that are denied for what is in them. */
  readonly refuses?: (call: WireCall, request: WireRequest) => boolean;
  /** Makes long lists come in several pages. */
  readonly smallPages?: boolean;
  /** Before a call is passed on. */
  readonly before?: (call: WireCall, request: WireRequest) => Promise<void>;
  /** What is made of the answer to a call that passed. */
  readonly after?: (call: WireCall, answer: WireAnswer) => WireAnswer;
}

export interface Proxy {
  readonly url: string;
  /** What was asked so far, with which key, and what became of it. */
  readonly calls: readonly (WireCall & { readonly verdict: Verdict; readonly key: string })[];
  /** How many calls each list of `isPaged` took, by place. */
  pages(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Stands before an AWS, emulated or not, and knows its wire. */
export async function startProxy({ target, rule = () => 'pass', ...modes }: ProxyRequest): Promise<Proxy> {
  const calls: (WireCall & { verdict: Verdict; key: string })[] = [];

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming;
    const request: WireRequest = { method, url, headers, body: await bodyOf(incoming) };
    const call = callOf(request);
    const verdict = modes.refuses?.(call, request) ? 'deny' : rule(call);
    calls.push({ ...call, verdict, key: String(headers.authorization?.match(/Credential=([^/]+)/)?.[1]) });
    // Never answered: whoever asked must know when to stop waiting.
    if (verdict === 'hang') return;
    if (verdict !== 'pass') return write(outgoing, refusal(call, verdict));
    await modes.before?.(call, request);
    const paging = modes.smallPages ? smallPages(call, request) : undefined;
    const got = await forward(target, paging?.request ?? request);
    const paged = paging ? paging.cut(got) : got;
    write(outgoing, modes.after ? modes.after(call, paged) : paged);
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the proxy listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    pages: () => {
      const counts = new Map<string, number>();
      for (const call of calls.filter(isPaged)) {
        const place = `${call.service} ${call.operation} ${call.region} ${call.key}`;
        counts.set(place, (counts.get(place) ?? 0) + 1);
      }
      return counts;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // What hangs would never end by itself.
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function write(outgoing: ServerResponse, { status, headers, body }: WireAnswer): void {
  outgoing.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
}

/** The signature covers what was changed here; neither emulator checks it. */
const forward = (target: string, { method, url, headers, body }: WireRequest): Promise<WireAnswer> =>
  new Promise((resolve, reject) => {
    const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...kept } = headers;
    const onward = send(new URL(url, target), { method, headers: { ...kept, 'content-length': body.length } });
    onward.once('error', reject);
    onward.once('response', (response) => {
      bodyOf(response).then((content) => {
        const { 'transfer-encoding': ____, connection: _____, ...told } = response.headers;
        const list = Object.entries(told).map(([name, value]) => [name, String(value)]);
        resolve({ status: response.statusCode ?? 502, headers: Object.fromEntries(list), body: content });
      }, reject);
    });
    onward.end(body);
  });
