import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { countingSend, plainSend } from '../../../test/support/aws.ts';
import { secretReferences } from '../secrets/references.ts';
import { secretsManagerScheme } from './secrets-manager.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/azure-AbCdEf';
// AWS always tells the stages of a version.
const FOUND = { ARN, VersionStages: ['AWSCURRENT'] };
const asked: { readonly id: unknown; readonly target: unknown; readonly scope: string | undefined }[] = [];
let answer: { readonly status?: number; readonly body: object } = { body: {} };

/** The network in the place of Secrets Manager. */
const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  const { SecretId: id } = JSON.parse(text) as { SecretId?: unknown };
  const scope = /Credential=[^/]+\/\d+\/([^,]+)\//.exec(request.headers.authorization ?? '')?.[1];
  asked.push({ id, target: request.headers['x-amz-target'], scope });
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(answer.body));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(() => {
  asked.length = 0;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => vi.unstubAllEnvs());

const resolve = (reference: string, environment = {}, send = plainSend) =>
  secretReferences([secretsManagerScheme(send, environment)], () => 0).resolve(reference);

test('a secret by its name is asked for in AWS_REGION, through the sending', async () => {
  answer = { body: { ...FOUND, SecretString: 'hush' } };
  const { send, calls } = countingSend();
  expect(await resolve('aws-sm://shop/azure', { AWS_REGION: 'eu-central-1' }, send)).toBe('hush');
  expect(asked).toEqual([
    { id: 'shop/azure', target: 'secretsmanager.GetSecretValue', scope: 'eu-central-1/secretsmanager' },
  ]);
  const action = 'secretsmanager:GetSecretValue';
  expect(calls).toEqual([{ account: 'unknown', region: 'eu-central-1', service: 'secretsmanager', action }]);
});

test('a secret by its ARN is asked for where that lies', async () => {
  answer = { body: { ...FOUND, SecretString: 'hush' } };
  expect(await resolve(`aws-sm://${ARN}`, { AWS_REGION: 'eu-central-1' })).toBe('hush');
  expect(asked).toMatchObject([{ id: ARN, scope: 'eu-west-1/secretsmanager' }]);
});

test('a binary secret is text, too', async () => {
  answer = { body: { ...FOUND, SecretBinary: Buffer.from('hüsh').toString('base64') } };
  expect(await resolve(`aws-sm://${ARN}`)).toBe('hüsh');
});

test('a key names a field of a secret that is a JSON object', async () => {
  answer = { body: { ...FOUND, SecretString: '{"client":"hush","number":1}' } };
  expect(await resolve(`aws-sm://${ARN}#client`)).toBe('hush');
});

test.each([
  ['#other', '{"client":"hush"}', 'names a key that the secret has not'],
  ['#toString', '{"client":"hush"}', 'names a key that the secret has not'],
  ['#number', '{"number":1,"client":"hush"}', 'leads to no text'],
  ['#client', 'hush', 'the secret is no JSON object'],
  ['', '', 'leads to no text'],
  ['', 'hush'.repeat(20_000), 'more than 65536 bytes'],
])('%s of a secret without it is refused, and nothing of the secret is said', async (key, SecretString, words) => {
  answer = { body: { ...FOUND, SecretString } };
  const error = String(await resolve(`aws-sm://${ARN}${key}`).catch((caught: unknown) => caught));
  expect(error).toContain(`UserError: aws-sm://${ARN}${key}`);
  expect(error).toContain(words);
  expect(error).not.toContain('hush');
});

test('nobody is asked without a region', async () => {
  await expect(resolve('aws-sm://shop/azure')).rejects.toThrow('write the ARN of the secret, or set AWS_REGION');
  expect(asked).toEqual([]);
});

test('a secret that is not there is a slip in the reference', async () => {
  answer = { status: 400, body: { __type: 'ResourceNotFoundException', message: 'hush' } };
  await expect(resolve(`aws-sm://${ARN}`)).rejects.toThrow(`aws-sm://${ARN} leads to nothing`);
});

test('a refusal names the permission that is missing', async () => {
  answer = { status: 400, body: { __type: 'AccessDeniedException', message: 'User: ada is not authorized' } };
  await expect(resolve(`aws-sm://${ARN}`)).rejects.toMatchObject({
    facts: { reason: 'denied', action: 'secretsmanager:GetSecretValue', code: 'AccessDeniedException' },
  });
});
