import { UserError } from '../model/errors.ts';
import { hasLogin } from './has-login.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host, as a URL has it, is this machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** @throws UserError for a login in what is asked instead of a cloud's own hosts: nobody uses it, and it would get around. */
export function refuseLogin(cloud: string, endpoint: string): void {
  if (hasLogin(endpoint))
    throw new UserError(
      `The endpoint of ${cloud} has a user name or password in it: leave it out, nothing is signed in with it.`,
    );
}

/**
 * What is asked instead of a cloud's own hosts.
 * @throws UserError for a login, and where a token would be readable on its way.
 */
export function endpointOf(cloud: string, endpoint: string): URL {
  refuseLogin(cloud, endpoint);
  const url = URL.parse(endpoint);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  // Not all of it, which may have a secret in it.
  const host = url?.hostname ? `"${url.hostname.slice(0, 200)}"` : 'what is configured';
  throw new UserError(`The endpoint of ${cloud} has to be https, or http on this machine alone: ${host} is neither.`);
}
