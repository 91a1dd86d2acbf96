import {
  McpServer,
  type McpServerFactory,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { CloudName } from '../../model/cloud.ts';
import type { Tool, ToolContext } from '../../tools/tool.ts';
import { answerOf } from '../answer.ts';
import type { Log } from '../log.ts';
import { instructionsFor } from './instructions.ts';
import { nearestToolNames } from './nearest-tool-names.ts';
import { wireSchemas } from './wire-schema.ts';

export interface McpSetting {
  readonly version: string;
  readonly tools: readonly Tool[];
  readonly cloud?: CloudName | undefined;
  context(): Promise<ToolContext>;
  readonly log: Log;
  /** Refuses state that a client changed on its way back, for tools that ask the user something. */
  readonly requestState?: Pick<RequestStateCodec, 'verify'>;
}

/** Tells the client how far a call is, where it asked to hear. */
function progressTo(context: ServerContext): (done: number, total: number, message: string) => void {
  const { progressToken } = context.mcpReq._meta ?? {};
  let told = -1;
  return (progress, total, message) => {
    // The protocol wants each progress to be more than the one before.
    if (progressToken === undefined || progress <= told) return;
    told = progress;
    const params = { progressToken, progress, total, message };
    // A client that went away is noticed by the call itself.
    context.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
}

/** A server for each request or connection, from what is prepared here once. */
export function mcpFactory({ version, tools, cloud, context, log, requestState }: McpSetting): McpServerFactory {
  const names = tools.map(({ name }) => name);
  const instructions = instructionsFor(new Set(names), cloud);
  const name = cloud === undefined ? 'cloudoptima' : `cloudoptima-${cloud}`;
  const title = cloud === undefined ? 'CloudOptima' : `CloudOptima for ${cloud}`;
  const prepared = tools.map((tool) => ({
    tool,
    schemas: wireSchemas(tool, cloud !== undefined),
    annotations: {
      readOnlyHint: tool.effect === 'reads',
      // Our writes add or replace what we keep and can be made again; no cloud is ever changed.
      destructiveHint: false,
      idempotentHint: tool.idempotent,
      openWorldHint: tool.openWorld,
    },
  }));
  return () => {
    const server = new McpServer(
      { name, title, version },
      {
        instructions,
        capabilities: { tools: { listChanged: false } },
        ...(requestState === undefined ? {} : { requestState }),
        cacheHints: {
          'tools/list': { ttlMs: 300_000, cacheScope: 'private' },
          'server/discover': { ttlMs: 3_600_000, cacheScope: 'public' },
        },
      },
    );
    for (const { tool, schemas, annotations } of prepared)
      server.registerTool(
        tool.name,
        {
          title: tool.title,
          description: tool.description,
          inputSchema: schemas.input,
          outputSchema: schemas.output,
          annotations,
        },
        async (input, request) => {
          const call = { signal: request.mcpReq.signal, progress: progressTo(request) };
          const answer = await answerOf(tool, input, { context, cloud, log }, call);
          if (answer.isError) return { content: [{ type: 'text', text: answer.message }], isError: true };
          const { structuredContent, text } = answer;
          return { content: [{ type: 'text', text }], structuredContent };
        },
      );
    nearestToolNames(server);
    return server;
  };
}
