import type { Context } from 'hono';

type Status = 400 | 403 | 405 | 408 | 413 | 415 | 503;

const PARSE_ERROR = -32_700;
const REFUSED = -32_000;

/** Why there is no answer, in the form that the path speaks. */
export function refused(context: Context, status: Status, message: string, headers: Record<string, string> = {}) {
  const code = status === 400 ? PARSE_ERROR : REFUSED;
  return context.req.path.startsWith('/mcp')
    ? context.json({ jsonrpc: '2.0', error: { code, message }, id: null }, status, headers)
    : context.json({ error: message }, status, headers);
}
