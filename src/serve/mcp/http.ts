import {
  createMcpHandler,
  isLegacyRequest,
  type McpServerFactory,
  type ServerNotifier,
} from '@modelcontextprotocol/server';
import type { Log } from '../log.ts';
import { legacySessions } from './legacy-sessions.ts';

export interface McpHttp {
  handle(request: Request, parsedBody: unknown): Promise<Response>;
  readonly notify: ServerNotifier;
  close(): Promise<void>;
}

/**
 * One MCP endpoint for both eras of the protocol. The SDK would serve the older one without sessions, which loses
 * cancellation and questions to the user, so that one gets sessions of our own.
 */
export function mcpHttp(factory: McpServerFactory, log: Log): McpHttp {
  const modern = createMcpHandler(factory, {
    legacy: 'reject',
    onerror: (error) => log.info('MCP request refused', { reason: error.message }),
  });
  const legacy = legacySessions(factory);
  return {
    handle: async (request, parsedBody) =>
      (await isLegacyRequest(request, parsedBody))
        ? legacy.handle(request, parsedBody)
        : modern.fetch(request, { parsedBody }),
    notify: modern.notify,
    close: async () => {
      await Promise.all([modern.close(), legacy.close()]);
    },
  };
}
