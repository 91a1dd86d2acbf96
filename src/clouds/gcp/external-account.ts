import { UserError } from '../../model/errors.ts';
import { isLoopback } from '../endpoint.ts';

/** The configuration of a workload identity, as far as it says who is asked and told what. */
export interface ExternalAccount {
  readonly token_url?: unknown;
  readonly service_account_impersonation_url?: unknown;
  readonly credential_source?: {
    readonly file?: unknown;
    readonly url?: unknown;
    readonly imdsv2_session_token_url?: unknown;
    readonly regional_cred_verification_url?: unknown;
  };
}

const GOOGLE = /(^|\.)googleapis\.com$/;
const AMAZON = /(^|\.)amazonaws\.com(\.cn)?$/;
// Where machines in clouds ask for what they are; there is no TLS.
const MACHINE = /^(169\.254\.169\.254|\[fd00:ec2::254\]|metadata\.google\.internal)$/;

/**
 * Such a file may come from somebody else: it names what is read on this machine and where that is sent.
 * @param isOwn whether the configuration of this machine names it.
 * @throws UserError for a token that would go to others than Google, or in clear, and for a file that would be read for others.
 */
export function checkExternalAccount(account: ExternalAccount, place: string, isOwn: boolean): void {
  const { token_url, service_account_impersonation_url, credential_source: source = {} } = account;
  const refuse = (words: string): never => {
    throw new UserError(`The Google credentials in ${place} ${words}`);
  };
  const goesTo = (name: string, url: unknown, hosts: RegExp) => {
    if (url === undefined) return;
    const to = typeof url === 'string' ? URL.parse(url.replaceAll('{region}', 'region')) : null;
    const isFit = to && (isLoopback(to.hostname) || (to.protocol === 'https:' && hosts.test(to.hostname)));
    if (!isFit) refuse(`send a token to a host that is none of the provider's: ${name} is not taken.`);
  };
  goesTo('token_url', token_url, GOOGLE);
  goesTo('service_account_impersonation_url', service_account_impersonation_url, GOOGLE);
  goesTo('regional_cred_verification_url', source.regional_cred_verification_url, AMAZON);
  for (const url of [source.url, source.imdsv2_session_token_url]) {
    if (url === undefined) continue;
    const from = typeof url === 'string' ? URL.parse(url) : null;
    const isFit = from && (isLoopback(from.hostname) || MACHINE.test(from.hostname) || from.protocol === 'https:');
    if (!isFit) refuse('take what proves who asks from an address without TLS: expected https.');
  }
  if (!isOwn)
    refuse(
      'are the configuration of a workload identity, which reads what is on this machine: keep it in a file, and name its path in `credentials`.',
    );
}
