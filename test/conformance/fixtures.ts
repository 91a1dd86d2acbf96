import type { McpServer, RequestStateCodec, ServerNotifier } from '@modelcontextprotocol/server';
import { registerContentFixtures } from './content-fixtures.ts';
import { registerInputFixtures } from './input-fixtures.ts';
import { registerLegacyFixtures } from './legacy-fixtures.ts';

/** What the official suite asks a server for, by the names that the suite uses. Never part of the product. */
export function registerFixtures(
  server: McpServer,
  state: RequestStateCodec<Record<string, unknown>>,
  { notify }: { readonly notify: ServerNotifier },
): void {
  server.server.registerCapabilities({
    tools: { listChanged: true },
    resources: { subscribe: true, listChanged: true },
    prompts: { listChanged: true },
    logging: {},
    completions: {},
  });
  registerContentFixtures(server);
  registerInputFixtures(server, state);
  registerLegacyFixtures(server, notify);
}
