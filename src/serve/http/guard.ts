import {
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import type { MiddlewareHandler } from 'hono';
import { UserError } from '../../model/errors.ts';
import { printable } from '../printable.ts';
import type { ServeSettings } from '../product.ts';
import { refused } from './refusal.ts';

const LOOPBACK = new Set(['localhost', '::1', '[::1]']);

const isLoopback = (host: string): boolean => LOOPBACK.has(host) || /^127(?:\.\d{1,3}){3}$/.test(host);

export interface AllowedNames {
  readonly hosts: string[];
  readonly origins: string[];
}

/**
 * The names that requests may come in by. A page on another site can make a browser ask us under its own name,
 * so a name that is not ours is refused.
 * @throws UserError when others could reach us and nobody said that they may.
 */
export function allowedNames({ host, allowRemote, allowedHosts, allowedOrigins }: ServeSettings): AllowedNames {
  const hosts = [...localhostAllowedHostnames(), ...allowedHosts];
  const origins = [...localhostAllowedOrigins(), ...allowedHosts, ...allowedOrigins];
  if (isLoopback(host)) return { hosts: [...hosts, host], origins: [...origins, host] };
  if (!allowRemote)
    throw new UserError(
      `Not listening on ${host}: whoever reaches it could read costs and inventory, since there is no sign-in. ` +
        'Keep 127.0.0.1, or put a proxy that authenticates in front and set serve.allow_remote: true.',
    );
  if (allowedHosts.length === 0)
    throw new UserError(
      `Listening on ${host} needs serve.allowed_hosts: the names that it will be asked by (CLOUDOPTIMA_SERVE_ALLOWED_HOSTS).`,
    );
  return { hosts, origins };
}

// The SDK repeats some of these in its refusals.
const isEchoed = (name: string): boolean => name.startsWith('mcp-') || name === 'last-event-id';

/** Lets pass what was asked by one of our names. What was asked instead isn't repeated: it may be anything. */
export const byOurNames =
  ({ hosts, origins }: AllowedNames): MiddlewareHandler =>
  async (context, next) => {
    if (!validateHostHeader(context.req.header('host'), hosts).ok)
      return refused(context, 403, 'The Host header names another server. See serve.allowed_hosts.');
    if (!validateOriginHeader(context.req.header('origin'), origins).ok)
      return refused(context, 403, 'The Origin header names a page of another site. See serve.allowed_origins.');
    for (const [name, value] of context.req.raw.headers)
      if (isEchoed(name) && printable(value) !== value)
        return refused(context, 400, `The header ${name} holds characters that no value of it has.`);
    return next();
  };
