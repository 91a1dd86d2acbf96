import { expect, test } from 'vitest';
import { machine } from '../testing/machine.ts';
import { gcpFoundCredentials } from './found-credentials.ts';

const ADC = '/home/ada/.config/gcloud/application_default_credentials.json';
const user = '{"type":"authorized_user","refresh_token":"sesame"}';

type Texts = Record<string, string>;

test.each<[Texts, Texts, string]>([
  [
    { GOOGLE_APPLICATION_CREDENTIALS: '/k' },
    { '/k': '{"type":"service_account","private_key":"sesame"}' },
    'a service account’s key (GOOGLE',
  ],
  [
    { GOOGLE_APPLICATION_CREDENTIALS: '/k' },
    { '/k': '{"type":"external_account"}', [ADC]: user },
    'a workload identity (GOOGLE',
  ],
  [{ GOOGLE_APPLICATION_CREDENTIALS: '/none' }, { [ADC]: user }, 'can’t be read'],
  [{}, { [ADC]: user }, `the sign-in of gcloud (${ADC})`],
  [{ CLOUDSDK_CONFIG: '/g' }, { '/g/application_default_credentials.json': user }, '(/g/application_default'],
  [{ K_SERVICE: 'x' }, {}, 'this service'],
  [{}, { '/sys/class/dmi/id/product_name': 'Google Compute Engine\n' }, 'this machine'],
])('%j and %j', async (environment, files, words) => {
  const found = await gcpFoundCredentials(machine(files, environment));
  expect(found).toMatchObject([{ words: expect.stringContaining(words), settings: { cloud: 'gcp' } }]);
  expect(JSON.stringify(found)).not.toContain('sesame');
});

test.each<Texts>([{}, { [ADC]: 'no json' }, { [ADC]: '{"type":"other"}' }])('nothing in %j', async (files) =>
  expect(await gcpFoundCredentials(machine(files))).toEqual([]),
);

test.each([
  ['service_account', '/k'],
  ['external_account', '/k'],
  ['impersonated_service_account', undefined],
])('a file of type %s is named in the configuration as %s', async (type, credentials) => {
  const files = { '/k': JSON.stringify({ type }) };
  const [found] = await gcpFoundCredentials(machine(files, { GOOGLE_APPLICATION_CREDENTIALS: '/k' }));
  expect(found?.settings.credentials).toBe(credentials);
});
