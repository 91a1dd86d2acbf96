import { randomUUID } from 'node:crypto';
import {
  isInitializeRequest,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { endingWith } from '../ending-with.ts';

const IDLE_MS = 15 * 60_000;
const SWEEP_MS = 30_000;
const MOST_SESSIONS = 500;

interface Session {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  /** Of the process's own clock, which no one sets back. */
  usedAt: number;
  /** Requests under way: a long call keeps its session. */
  busy: number;
}

const refusal = (
  status: number,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response => Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status, headers });

/** A server and a transport for each session of the protocol's older era. */
export function legacySessions(factory: McpServerFactory) {
  const sessions = new Map<string, Session>();

  function end(id: string, session: Session): void {
    sessions.delete(id);
    void session.transport.close();
  }

  /** Whether there is room for one more: the session that was idle longest makes it. Its client opens another when it is back. */
  function madeRoom(): boolean {
    if (sessions.size < MOST_SESSIONS) return true;
    const idle = [...sessions].filter(([, { busy }]) => busy === 0).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [id, session] of idle.slice(0, sessions.size - MOST_SESSIONS + 1)) end(id, session);
    return sessions.size < MOST_SESSIONS;
  }

  // Clients vanish without a word, and then nothing else ends their sessions.
  const sweep = setInterval(() => {
    for (const [id, session] of sessions) {
      if (session.busy > 0 || performance.now() - session.usedAt < IDLE_MS) continue;
      end(id, session);
    }
  }, SWEEP_MS).unref();

  async function through(session: Session, request: Request, parsedBody: unknown): Promise<Response> {
    session.usedAt = performance.now();
    session.busy++;
    const ended = (): void => {
      session.busy--;
      session.usedAt = performance.now();
    };
    try {
      const response = await session.transport.handleRequest(request, { parsedBody });
      // The stream that a client keeps open for what it may be told is no call: it must not keep a session for ever.
      if (request.method === 'GET') ended();
      return request.method === 'GET' ? response : endingWith(response, ended);
    } catch (error) {
      ended();
      throw error;
    }
  }

  async function opened(request: Request, parsedBody: unknown): Promise<Response> {
    if (!madeRoom())
      return refusal(503, -32000, `${MOST_SESSIONS} sessions are at work; try again later.`, { 'retry-after': '5' });
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        sessions.set(id, session);
      },
    });
    const session: Session = { transport, usedAt: performance.now(), busy: 0 };
    transport.onclose = () => {
      if (transport.sessionId !== undefined) sessions.delete(transport.sessionId);
    };
    const server = await factory({ era: 'legacy' });
    await server.connect(transport);
    return through(session, request, parsedBody);
  }

  return {
    async handle(request: Request, parsedBody: unknown): Promise<Response> {
      const id = request.headers.get('mcp-session-id');
      if (id !== null) {
        const session = sessions.get(id);
        return session ? through(session, request, parsedBody) : refusal(404, -32001, 'Session not found');
      }
      if (!isInitializeRequest(parsedBody)) return refusal(400, -32000, 'Bad Request: Session ID required');
      return opened(request, parsedBody);
    },
    async close(): Promise<void> {
      clearInterval(sweep);
      const open = [...sessions.values()];
      sessions.clear();
      await Promise.all(open.map(({ transport }) => transport.close()));
    },
  };
}
