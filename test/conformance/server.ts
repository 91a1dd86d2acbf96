import { randomBytes } from 'node:crypto';
import { createRequestStateCodec, McpServer, type McpServerFactory } from '@modelcontextprotocol/server';
import { openApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/config.ts';
import { guardedApp, mountMcp } from '../../src/serve/http/app.ts';
import { allowedNames } from '../../src/serve/http/guard.ts';
import { type Listening, listenTo } from '../../src/serve/http/listen.ts';
import { mcpFactory } from '../../src/serve/mcp/factory.ts';
import { mcpHttp } from '../../src/serve/mcp/http.ts';
import { registerFixtures } from './fixtures.ts';

/** The product's own factory and HTTP code with the suite's fixtures on top. */
export async function startConformanceServer(home: string, port: number): Promise<Listening> {
  const product = openApp(await loadConfig({ home, environment: {} }));
  const state = createRequestStateCodec<Record<string, unknown>>({
    key: randomBytes(32),
    ttlSeconds: 600,
    bind: ({ mcpReq }) => mcpReq.method,
  });
  const build = mcpFactory({ ...product, requestState: state });
  const withFixtures: McpServerFactory = async (context) => {
    const server = await build(context);
    if (!(server instanceof McpServer)) throw new TypeError('the factory must return an McpServer');
    registerFixtures(server, state, mcp);
    return server;
  };
  const mcp = mcpHttp(withFixtures, product.log);
  const app = guardedApp(allowedNames(product.serve));
  mountMcp(app, '/mcp', mcp);
  const listening = await listenTo(app, '127.0.0.1', port);
  return {
    url: listening.url,
    async close() {
      const closing = listening.close();
      await mcp.close();
      await closing;
      await product.close();
    },
  };
}
