import { type Context, Hono } from 'hono';
import { CLOUDS, type CloudName } from '../../model/cloud.ts';
import { UserError } from '../../model/errors.ts';
import type { Tool } from '../../tools/tool.ts';
import { answerOf, toolNamed } from '../answer.ts';
import { mcpFactory } from '../mcp/factory.ts';
import { type McpHttp, mcpHttp } from '../mcp/http.ts';
import { printableLines } from '../printable.ts';
import type { Product } from '../product.ts';
import { chosenTools } from '../toolsets.ts';
import { type AllowedNames, byOurNames } from './guard.ts';
import { healthOf } from './health.ts';
import { jsonBody, parsedBodyOf } from './json-body.ts';
import { rootPage } from './page.ts';
import { refused } from './refusal.ts';
import { slots } from './slots.ts';

/** How much is read, for how long, and how many questions are answered at once. */
export interface DoorLimits {
  readonly bodyBytes: number;
  readonly bodyMs: number;
  readonly questions: number;
}

const LIMITS: DoorLimits = { bodyBytes: 4 * 1024 * 1024, bodyMs: 10_000, questions: 64 };
const LONGEST_CALL_MS = 15 * 60_000;

export interface HttpApp {
  readonly app: Hono;
  close(): Promise<void>;
}

/** Answers every method that was not asked for before. */
function onlyAllow(app: Hono, path: string, allow: string): void {
  app.all(path, (context) => refused(context, 405, `Only ${allow} is answered here.`, { allow }));
}

/** Mounts one MCP endpoint per path; the tests mount their fixtures the same way. */
export function mountMcp(app: Hono, path: string, mcp: McpHttp): void {
  app.on(['GET', 'POST', 'DELETE'], path, (context) => mcp.handle(context.req.raw, parsedBodyOf(context)));
  onlyAllow(app, path, 'GET, POST, DELETE');
}

/** An application that answers only requests made by our own names, so many at once, and whose bodies are bounded. */
export function guardedApp(names: AllowedNames, { bodyBytes, bodyMs, questions }: DoorLimits = LIMITS): Hono {
  const app = new Hono();
  app.use(byOurNames(names), slots(questions), jsonBody({ bytes: bodyBytes, milliseconds: bodyMs }));
  return app;
}

/** Whether anything was sent. A body that nobody parsed is not read further than its first bytes. */
async function hasBody({ req }: Context): Promise<boolean> {
  const reader = req.raw.body?.getReader();
  if (!reader) return false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      if (value.length > 0) return true;
    }
  } finally {
    await reader.cancel();
  }
}

async function callTool(context: Context, tools: readonly Tool[], product: Product): Promise<Response> {
  const body = parsedBodyOf(context);
  // Asking for this content type keeps other sites' forms out, too.
  if (body === undefined && (await hasBody(context)))
    return context.json({ error: 'Send the arguments as a JSON object, with content-type: application/json.' }, 415);
  try {
    const tool = toolNamed(tools, context.req.param('name') ?? '');
    const signal = AbortSignal.any([context.req.raw.signal, AbortSignal.timeout(LONGEST_CALL_MS)]);
    const answer = await answerOf(tool, body === undefined ? {} : body, product, { signal, progress: () => {} });
    if (!answer.isError) return context.json(answer.structuredContent);
    const status = ({ input: 400, unavailable: 503, cancelled: 503, internal: 500 } as const)[answer.fault];
    return context.json({ error: answer.message }, status);
  } catch (error) {
    if (error instanceof UserError) return context.json({ error: printableLines(error.message) }, 404);
    throw error;
  }
}

/** Every door that HTTP has. */
export function httpApp(product: Product, names: AllowedNames, limits: DoorLimits = LIMITS): HttpApp {
  const { version, log } = product;
  const tools = chosenTools(product.tools, product.toolChoice);
  const app = guardedApp(names, limits);
  const endpoint = (cloud: CloudName | undefined): McpHttp => mcpHttp(mcpFactory({ ...product, tools, cloud }), log);
  const endpoints = new Map([
    ['/mcp', endpoint(undefined)],
    ...CLOUDS.map((cloud) => [`/mcp/${cloud}`, endpoint(cloud)] as const),
  ]);
  for (const [path, mcp] of endpoints) mountMcp(app, path, mcp);
  app.post('/api/tools/:name', (context) => callTool(context, tools, product));
  app.get('/api/tools', (context) =>
    context.json({ tools: tools.map(({ name, title, description }) => ({ name, title, description })) }),
  );
  app.get('/health', async (context) => {
    const health = await healthOf(product);
    return context.json(health, health.status === 'unhealthy' ? 503 : 200);
  });
  app.get('/', (context) =>
    context.html(
      rootPage(
        version,
        tools.map(({ name }) => name),
      ),
    ),
  );
  onlyAllow(app, '/api/tools/:name', 'POST');
  for (const path of ['/api/tools', '/health', '/']) onlyAllow(app, path, 'GET, HEAD');
  app.notFound((context) => context.json({ error: 'There is nothing here. See / for what there is.' }, 404));
  app.onError((error, context) => {
    const id = crypto.randomUUID().slice(0, 8);
    log.error(`${context.req.method} ${context.req.path} failed`, { id, error });
    return context.json({ error: `Internal error ${id}; see the log.` }, 500);
  });
  return {
    app,
    close: async () => {
      await Promise.all([...endpoints.values()].map((mcp) => mcp.close()));
    },
  };
}
