import { UserError } from '../model/errors.ts';
import { hasLogin } from './has-login.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * What is asked instead of a cloud's own hosts.
 * @throws UserError where a token would be readable on its way, and for a login, which nobody uses and which would get around.
 */
export function endpointOf(cloud: string, endpoint: string): URL {
  if (hasLogin(endpoint))
    throw new UserError(
      `The endpoint of ${cloud} has a user name or password in it: leave it out, nothing is signed in with it.`,
    );
  const url = URL.parse(endpoint);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))) return url;
  // Not all of it, which may have a secret in it.
  const host = url?.hostname ? `"${url.hostname.slice(0, 200)}"` : 'what is configured';
  throw new UserError(`The endpoint of ${cloud} has to be https, or http on this machine alone: ${host} is neither.`);
}
