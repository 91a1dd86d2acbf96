import { expect, test } from 'vitest';
import { plantCompany } from '../estate/company.ts';
import { truthOf } from '../estate/truth.ts';
import { configuration, productEnvironment } from './settings.ts';

const truth = truthOf(
  plantCompany({ seed: 3, resources: 60, now: new Date('2026-10-05T12:00:00Z'), clouds: ['aws', 'azure'] }),
);
const url = 'http://127.0.0.1:4711';
const aws = { url, accessKeyId: 'AKIA1', secretAccessKey: 'hidden' };
const azure = {
  ...{ url: 'https://127.0.0.1:4712', ca: '/tmp/ca.pem', tenantId: 'tenant-1', clientId: 'client-1' },
  clientSecret: 'hidden, too',
};
const text = configuration(truth, { aws, azure });
const [payer] = truth.clouds.aws.accounts;

test('one entry reads the organisation, at the simulator', () => {
  expect(text).toContain(
    [
      '  - cloud: aws',
      '    name: "northwind"',
      `    external_id: "${payer?.external_id}"`,
      '    organization: {"role_name":"CloudOptimaReadOnly"}',
      `    endpoint: "${url}"`,
    ].join('\n'),
  );
  expect(text.match(/- cloud: aws/g)).toHaveLength(1);
});

test('one principal reads the tenant; its secret and the authority are in the environment', () => {
  expect(text).toContain(
    [
      '  - cloud: azure',
      '    name: "Northwind"',
      '    tenant_id: "tenant-1"',
      '    client_id: "client-1"',
      '    client_secret: "env://AZURE_CLIENT_SECRET"',
      '    endpoint: "https://127.0.0.1:4712"',
    ].join('\n'),
  );
  expect(text).not.toContain('hidden');
  expect(productEnvironment({}, { azure })).toEqual({
    AZURE_CLIENT_SECRET: 'hidden, too',
    NODE_EXTRA_CA_CERTS: '/tmp/ca.pem',
  });
});

test('one workload identity reads the organisation and its bill', () => {
  const gcp = {
    ...{ url: 'http://127.0.0.1:4713', organization: '123', credentials: '/home/gcp-credentials.json' },
    billing: { project: 'payer', dataset: 'billing_export', table: 'gcp_billing_export_resource_v1_1' },
  };
  expect(configuration(truth, { gcp })).toContain(
    [
      '  - cloud: gcp',
      '    name: "northwind"',
      '    credentials: "/home/gcp-credentials.json"',
      '    organization: "123"',
      '    billing: {"project":"payer","dataset":"billing_export","table":"gcp_billing_export_resource_v1_1"}',
      '    endpoint: "http://127.0.0.1:4713"',
    ].join('\n'),
  );
});

test('what the company has nothing in is not configured', () => {
  expect(configuration(truth, { aws })).not.toContain('azure');
  expect(productEnvironment({}, { aws })).not.toHaveProperty('NODE_EXTRA_CA_CERTS');
});

test('nothing of the user’s own reaches the product, but the way to its programs', () => {
  const user = {
    ...{ PATH: '/bin', CLOUDOPTIMA_LOG: 'debug', CLOUDOPTIMA_CURRENCY: 'EUR', AWS_PROFILE: 'work' },
    ...{ AWS_SESSION_TOKEN: 'token', AWS_ENDPOINT_URL: 'https://elsewhere', GOOGLE_APPLICATION_CREDENTIALS: 'key' },
  };
  const environment = productEnvironment(user, { aws });
  expect(environment).toMatchObject({ PATH: '/bin', CLOUDOPTIMA_LOG: 'debug', AWS_ACCESS_KEY_ID: 'AKIA1' });
  for (const name of ['CLOUDOPTIMA_CURRENCY', 'AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL'])
    expect(environment).not.toHaveProperty(name);
  expect(environment).not.toHaveProperty('GOOGLE_APPLICATION_CREDENTIALS');
});
