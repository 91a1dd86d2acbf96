import { expect, test } from 'vitest';
import { checkExternalAccount } from './external-account.ts';

const FIT = {
  token_url: 'https://sts.googleapis.com/v1/token',
  service_account_impersonation_url:
    'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a:generateAccessToken',
};
const check = (account: object, isOwn = true) => checkExternalAccount({ ...FIT, ...account }, 'google.json', isOwn);

test.each([
  ['a file', { credential_source: { file: '/var/run/token' } }],
  ['a metadata server', { credential_source: { url: 'http://169.254.169.254/metadata/identity/oauth2/token' } }],
  [
    'a role in AWS',
    {
      credential_source: {
        environment_id: 'aws1',
        url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials',
        regional_cred_verification_url:
          'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
      },
    },
  ],
  ['a region of Google', { token_url: 'https://sts.europe-west1.rep.googleapis.com/v1/token' }],
  ['this machine', { token_url: 'http://127.0.0.1:8080/token' }],
])('%s is taken', (_, account) => expect(() => check(account)).not.toThrow());

test.each([
  ['another host', { token_url: 'https://evil.example/token' }],
  ['a host that ends alike', { token_url: 'https://evilgoogleapis.com/token' }],
  ['a token in clear', { token_url: 'http://sts.googleapis.com/v1/token' }],
  ['no address', { token_url: 7 }],
  ['another that impersonates', { service_account_impersonation_url: 'https://evil.example/' }],
  ['another than AWS', { credential_source: { regional_cred_verification_url: 'https://sts.{region}.evil.example' } }],
  ['a proof from an address in clear', { credential_source: { url: 'http://evil.example/token' } }],
])('%s is refused', (_, account) => expect(() => check(account)).toThrow('The Google credentials in google.json'));

test('what was added may be of somebody else, who would read this machine', () =>
  expect(() => check({ credential_source: { file: '/etc/hostname' } }, false)).toThrow('keep it in a file'));
