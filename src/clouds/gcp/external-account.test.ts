import { expect, test } from 'vitest';
import { externalAccount } from './external-account.ts';

const FIT = {
  token_url: 'https://sts.googleapis.com/v1/token',
  service_account_impersonation_url:
    'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a:generateAccessToken',
  credential_source: { file: '/var/run/token' },
};
const check = (account: object, isOwn = true) => externalAccount({ ...FIT, ...account }, 'google.json', isOwn);

test.each([
  ['a file', { credential_source: { file: '/var/run/token' } }],
  ['a metadata server', { credential_source: { url: 'http://169.254.169.254/metadata/identity/oauth2/token' } }],
  [
    'a role in AWS',
    {
      credential_source: {
        environment_id: 'aws1',
        region_url: 'http://169.254.169.254/latest/meta-data/placement/availability-zone',
        url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials',
        regional_cred_verification_url:
          'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
      },
    },
  ],
  ['a region of Google', { token_url: 'https://sts.europe-west1.rep.googleapis.com/v1/token' }],
  ['a region by its older name', { token_url: 'https://us-east1-sts.googleapis.com/v1/token' }],
  ['a sign-in with a certificate', { token_url: 'https://sts.mtls.googleapis.com/v1/token' }],
  ['a network of one’s own', { token_url: 'https://sts-inner.p.googleapis.com/v1/token' }],
  ['the usual universe', { universe_domain: 'googleapis.com' }],
  ['this machine', { token_url: 'http://127.0.0.1:8080/token' }],
])('%s is taken', (_, account) => expect(() => check(account)).not.toThrow());

test.each([
  ['another host', { token_url: 'https://evil.example/token' }],
  ['a host that ends alike', { token_url: 'https://evilgoogleapis.com/token' }],
  ['a token in clear', { token_url: 'http://sts.googleapis.com/v1/token' }],
  ['no address', { token_url: 7 }],
  ['another service of Google', { token_url: 'https://storage.googleapis.com/upload/storage/v1/b/evil/o' }],
  ['a bucket that is called alike', { token_url: 'https://sts-evil.storage.googleapis.com/o' }],
  ['another universe', { token_url: undefined, universe_domain: 'evil.example' }],
  ['another that impersonates', { service_account_impersonation_url: 'https://evil.example/' }],
  ['another than AWS', { credential_source: { regional_cred_verification_url: 'https://sts.{region}.evil.example' } }],
  ['a proof from an address in clear', { credential_source: { url: 'http://evil.example/token' } }],
  ['a region from an address in clear', { credential_source: { region_url: 'http://evil.example/region' } }],
  ['no source', { credential_source: null }],
])('%s is refused', (_, account) => expect(() => check(account)).toThrow('The Google credentials in google.json'));

// The library takes each of them.
test.each([
  ['tokenUrl', { tokenUrl: 'https://evil.example/token' }],
  ['serviceAccountImpersonationUrl', { serviceAccountImpersonationUrl: 'https://evil.example/token' }],
  ['universeDomain', { universeDomain: 'evil.example' }],
  ['credentialSource', { credentialSource: { file: '/etc/hostname' } }],
  ['regionalCredVerificationUrl', { credential_source: { regionalCredVerificationUrl: 'https://evil.example' } }],
  ['imdsv2SessionTokenUrl', { credential_source: { imdsv2SessionTokenUrl: 'http://evil.example' } }],
])('%s is refused by its name', (name, account) =>
  expect(() => check(account)).toThrow(`google.json have a field "${name}": Google writes its names as in token_url.`),
);

test('the library gets no field that was not looked at, and always where the token goes', () => {
  const { token_url: _, ...account } = FIT;
  const more = {
    type: 'external_account',
    transporter_options: { proxy: 'https://evil.example' },
    universe_domain: 'googleapis.com',
  };
  const source = { file: '/var/run/token', executable: { command: 'evil' } };
  expect(externalAccount({ ...account, ...more, credential_source: source }, 'google.json', true)).toEqual({
    ...FIT,
    type: 'external_account',
  });
});

test('what was added may be of somebody else, who would read this machine', () =>
  expect(() => check({ credential_source: { file: '/etc/hostname' } }, false)).toThrow('keep it in a file'));
