import { localhostAllowedHostnames, localhostAllowedOrigins } from '@modelcontextprotocol/server';
import { UserError } from '../../model/errors.ts';
import type { ServeSettings } from '../product.ts';

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
