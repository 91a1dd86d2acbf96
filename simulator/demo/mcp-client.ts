/** The product as a client of MCP sees it, over plain HTTP: none of the product's own code has a part in it. */
export interface McpClient {
  /** The structured answer of one tool. @throws McpRefusal when the tool says that it could not answer. */
  ask<Answer>(tool: string, input: object): Promise<Answer>;
  /** Every entry of a list that is given in pages, and the first of its answers. */
  pages<Row, Answer>(
    tool: string,
    input: object,
    list: keyof Answer & string,
  ): Promise<{ readonly rows: readonly Row[]; readonly first: Answer }>;
  close(): Promise<void>;
}

/** The tool or the server refused, in its words. */
export class McpRefusal extends Error {}

const protocolVersion = '2025-11-25';
// A server may bound what it answers in one session.
const callsPerSession = 40;

interface Session {
  readonly id: string | undefined;
  calls: number;
}

interface Reply {
  readonly id?: unknown;
  readonly result?: {
    readonly structuredContent?: unknown;
    readonly isError?: boolean;
    readonly content?: readonly { readonly text?: string }[];
  };
  readonly error?: { readonly message: string };
}

export function mcpClient(url: string, signal: AbortSignal): McpClient {
  let session: Session | undefined;
  let lastId = 0;

  async function post(message: object, id?: string): Promise<Response> {
    const response = await fetch(url, {
      method: 'POST',
      signal,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': protocolVersion,
        ...(id !== undefined && { 'mcp-session-id': id }),
      },
      body: JSON.stringify({ jsonrpc: '2.0', ...message }),
    });
    if (!response.ok) throw new McpRefusal(`${response.status}: ${(await response.text()).slice(0, 500)}`);
    return response;
  }

  async function request(method: string, params: object, sessionId?: string) {
    const id = ++lastId;
    const response = await post({ id, method, params }, sessionId);
    const reply = repliesIn(await response.text(), response.headers.get('content-type')).find((one) => one.id === id);
    if (!reply?.result) throw new McpRefusal(`${method}: ${reply?.error?.message ?? 'no answer'}`);
    return { result: reply.result, sessionId: response.headers.get('mcp-session-id') ?? undefined };
  }

  async function close(): Promise<void> {
    const { id } = session ?? {};
    session = undefined;
    if (id === undefined) return;
    await fetch(url, { method: 'DELETE', signal, headers: { 'mcp-session-id': id } }).then((answer) => answer.text());
  }

  async function opened(): Promise<Session> {
    if (session && session.calls < callsPerSession) return session;
    await close();
    const params = { protocolVersion, capabilities: {}, clientInfo: { name: 'cloudoptima-demo', version: '1' } };
    const { sessionId } = await request('initialize', params);
    await post({ method: 'notifications/initialized' }, sessionId).then((answer) => answer.text());
    session = { id: sessionId, calls: 0 };
    return session;
  }

  async function ask<Answer>(tool: string, input: object): Promise<Answer> {
    const current = await opened();
    current.calls += 1;
    const { result } = await request('tools/call', { name: tool, arguments: input }, current.id);
    if (result.isError) throw new McpRefusal(`${tool}: ${result.content?.[0]?.text ?? 'refused'}`);
    // Whether it is what it should be is what the checks find out.
    return result.structuredContent as Answer;
  }

  return {
    ask,
    async pages<Row, Answer>(tool: string, input: object, list: keyof Answer & string) {
      const rows: Row[] = [];
      const first = await ask<Answer>(tool, input);
      for (let answer = first; ; ) {
        rows.push(...(answer[list] as readonly Row[]));
        const { next_cursor: cursor } = answer as { next_cursor?: string };
        if (cursor === undefined) return { rows, first };
        answer = await ask<Answer>(tool, { ...input, cursor });
      }
    },
    close,
  };
}

/** One message, or those of an event stream. */
function repliesIn(text: string, contentType: string | null): readonly Reply[] {
  if (!contentType?.startsWith('text/event-stream')) return [JSON.parse(text) as Reply];
  return text
    .split(/\r?\n\r?\n/)
    .map((event) =>
      event
        .split(/\r?\n/)
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice('data:'.length).trimStart())
        .join('\n'),
    )
    .filter((data) => data !== '')
    .map((data) => JSON.parse(data) as Reply);
}
