import { type McpServer, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { didYouMean } from '../../model/did-you-mean.ts';
import { printable } from '../printable.ts';

type Handler = (request: { params?: { name?: unknown } }, context: unknown) => Promise<unknown>;
/** What the SDK keeps to itself: it has no hook for a tool that does not exist. */
interface Inside {
  readonly _registeredTools: Readonly<Record<string, unknown>>;
  readonly server: { readonly _requestHandlers: Map<string, Handler> };
}

/** Answers a call of an unknown tool with the nearest name. The names are read when asked: more may be registered later. */
export function nearestToolNames(server: McpServer): void {
  const inside = server as unknown as Inside;
  const call = inside.server._requestHandlers.get('tools/call');
  if (!call) return;
  inside.server._requestHandlers.set('tools/call', async (request, context) => {
    const name = request.params?.name;
    if (typeof name === 'string' && !Object.hasOwn(inside._registeredTools, name)) {
      const names = Object.keys(inside._registeredTools);
      const hint = didYouMean(name, names) || ' Call tools/list for the names.';
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        `Tool ${printable(name.slice(0, 100))} not found.${hint}`,
      );
    }
    return call(request, context);
  });
}
