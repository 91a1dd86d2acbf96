import { UserError } from '../../model/errors.ts';
import { isLoopback } from '../endpoint.ts';

/** The configuration of a workload identity, for the library: made of the fields that were looked at, and of no other. */
export interface ExternalAccount {
  readonly type: 'external_account';
  readonly token_url: string;
  readonly credential_source: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

const TOKEN_URL = 'https://sts.googleapis.com/v1/token';
const UNIVERSE = 'googleapis.com';
// https://google.aip.dev/auth/4117. The library builds addresses of the universe, which is always the usual one.
const FIELDS = [
  ...['audience', 'subject_token_type', 'service_account_impersonation_url', 'service_account_impersonation'],
  ...['workforce_pool_user_project', 'client_id', 'client_secret', 'quota_project_id', 'project_id'],
];
const SOURCE_FIELDS = [
  ...['file', 'url', 'headers', 'format', 'certificate'],
  ...['environment_id', 'region_url', 'regional_cred_verification_url', 'imdsv2_session_token_url'],
];

/** The hosts of one service: of a region, for certificates, or in a network of one's own. Buckets have hosts below the same domain. */
const hostsOf = (service: string): RegExp => {
  const region = '[a-z]+-[a-z]+\\d+';
  const ends = `\\.mtls|\\.${region}|\\.[a-z0-9-]+\\.rep|-[a-z0-9-]+\\.p`;
  return new RegExp(`^(?:${region}[.-])?${service}(?:${ends})?\\.googleapis\\.com$`);
};

const EXCHANGE = hostsOf('sts');
const IMPERSONATION = hostsOf('iamcredentials');
const AMAZON = /(^|\.)amazonaws\.com(\.cn)?$/;
// Where machines in clouds ask for what they are; there is no TLS.
const MACHINE = /^(169\.254\.169\.254|\[fd00:ec2::254\]|metadata\.google\.internal)$/;

/**
 * Such a file may come from somebody else: it names what is read on this machine and where that is sent.
 * @param isOwn whether the configuration of this machine names it.
 * @throws UserError for a token that would go to others than Google, or in clear, and for a file that would be read for others.
 */
export function externalAccount(json: object, place: string, isOwn: boolean): ExternalAccount {
  const refuse = (words: string): never => {
    throw new UserError(`The Google credentials in ${place} ${words}`);
  };
  const spelledAsGoogle = (value: unknown, name: string): Fields => {
    if (typeof value !== 'object' || value === null) return refuse(`have no ${name}: make the file anew.`);
    // The library takes the names of fields in this spelling, too.
    const other = Object.keys(value).find((key) => /[A-Z]/.test(key));
    if (other !== undefined)
      refuse(`have a field ${JSON.stringify(other.slice(0, 60))}: Google writes its names as in token_url.`);
    return value as Fields;
  };
  const goesTo = (name: string, url: unknown, hosts: RegExp) => {
    if (url === undefined) return;
    const to = typeof url === 'string' ? URL.parse(url.replaceAll('{region}', 'region')) : null;
    const isFit = to && (isLoopback(to.hostname) || (to.protocol === 'https:' && hosts.test(to.hostname)));
    if (!isFit) refuse(`send a token to a host that is none of the provider's: ${name} is not taken.`);
  };

  const account = spelledAsGoogle(json, 'fields');
  const source = spelledAsGoogle(account.credential_source, 'credential_source');
  const { token_url = TOKEN_URL, universe_domain = UNIVERSE } = account;
  if (universe_domain !== UNIVERSE)
    refuse(`are of another universe than ${UNIVERSE}, and nothing is signed in there: universe_domain is not taken.`);
  goesTo('token_url', token_url, EXCHANGE);
  goesTo('service_account_impersonation_url', account.service_account_impersonation_url, IMPERSONATION);
  goesTo('regional_cred_verification_url', source.regional_cred_verification_url, AMAZON);
  for (const url of [source.url, source.region_url, source.imdsv2_session_token_url]) {
    if (url === undefined) continue;
    const from = typeof url === 'string' ? URL.parse(url) : null;
    const isFit = from && (isLoopback(from.hostname) || MACHINE.test(from.hostname) || from.protocol === 'https:');
    if (!isFit) refuse('take what proves who asks from an address without TLS: expected https.');
  }
  if (!isOwn)
    refuse(
      'are the configuration of a workload identity, which reads what is on this machine: keep it in a file, and name its path in `credentials`.',
    );
  return {
    ...fieldsOf(account, FIELDS),
    type: 'external_account',
    token_url: String(token_url),
    credential_source: fieldsOf(source, SOURCE_FIELDS),
  };
}

const fieldsOf = (from: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
