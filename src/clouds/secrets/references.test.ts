import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { CloudError } from '../../model/errors.ts';
import { SECRET_REFERENCE } from './forms.ts';
import { SERVES_MS } from './limits.ts';
import { secretReferences } from './references.ts';
import type { SecretScheme } from './scheme.ts';

const REFERENCE = 'aws-sm://shop/azure#client';
let now = 0;
let answer: () => Promise<string> = async () => '';
const asked: (readonly (string | undefined)[])[] = [];

const scheme = (isRemote = true): SecretScheme => ({
  name: 'aws-sm',
  isRemote,
  read: async (parts) => {
    asked.push(parts);
    return answer();
  },
});
const references = (isRemote = true) => secretReferences([scheme(isRemote)], () => now);

beforeEach(() => {
  now = 0;
  asked.length = 0;
  answer = async () => `answer ${asked.length}`;
});

test('a scheme is given the parts of its reference', async () => {
  expect(await references().resolve(REFERENCE)).toBe('answer 1');
  expect(asked).toEqual([['shop/azure', 'client']]);
});

test('what a service answered serves for five minutes', async () => {
  const secrets = references();
  await secrets.resolve(REFERENCE);
  now = SERVES_MS - 1;
  expect(await secrets.resolve(REFERENCE)).toBe('answer 1');
  now = SERVES_MS;
  expect(await secrets.resolve(REFERENCE)).toBe('answer 2');
  expect(await secrets.resolve('aws-sm://another')).toBe('answer 3');
});

test('what is on this machine is read each time', async () => {
  const secrets = references(false);
  expect([await secrets.resolve(REFERENCE), await secrets.resolve(REFERENCE)]).toEqual(['answer 1', 'answer 2']);
});

test('what was refused is asked for anew, and what has changed since is not', async () => {
  const secrets = references();
  await secrets.resolve(REFERENCE);
  expect(await secrets.resolve(REFERENCE, 'answer 1')).toBe('answer 2');
  expect(await secrets.resolve(REFERENCE, 'answer 1')).toBe('answer 2');
  expect(asked).toHaveLength(2);
});

test('all who need it at once ask once', async () => {
  const secrets = references();
  expect(await Promise.all([secrets.resolve(REFERENCE), secrets.resolve(REFERENCE)])).toEqual(['answer 1', 'answer 1']);
});

test('a failure is not kept', async () => {
  const failure = new CloudError({ reason: 'failed', code: 'X', action: 'x', retryable: true });
  answer = async () => Promise.reject(failure);
  const secrets = references();
  await expect(secrets.resolve(REFERENCE)).rejects.toBe(failure);
  answer = async () => 'found';
  expect(await secrets.resolve(REFERENCE)).toBe('found');
});

test.each([
  ['aws-sm://', 'is not complete: it is written aws-sm://<secret>[#<key>].'],
  ['aws-sm://two words', 'is not complete'],
  ['gcp-sm://projects/p/secrets/s', "can't read it: gcp-sm://. Use aws-sm://<secret>"],
])('%s is refused with how it is written', async (reference, words) => {
  await expect(references().resolve(reference)).rejects.toThrow(words);
  expect(asked).toEqual([]);
});

test('what is no reference is refused without being repeated', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ minLength: 8, maxLength: 80 }), async (text) => {
      const refused = `hush-${text}`;
      const error = await references()
        .resolve(refused)
        .catch((caught: Error) => caught.message);
      expect(error).toContain('no reference');
      expect(error).not.toContain(refused);
    }),
  ));

test.each([
  ['env://NAME', true],
  ['env://1NAME', false],
  ['file:///etc/secret', true],
  ['file://host/secret', false],
  ['file:///etc/secret?x', false],
  ['aws-sm://arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/azure-AbCdEf#client', true],
  ['aws-sm://#client', false],
  ['azure-kv://vault/name', true],
  ['azure-kv://vault.vault.azure.cn/name/0123456789abcdef0123456789abcdef', true],
  ['azure-kv://http://127.0.0.1:8080/name', true],
  ['azure-kv://user:word@host/name', false],
  ['azure-kv://vault/name/version/more', false],
  ['gcp-sm://projects/atlas-1/secrets/key', true],
  ['gcp-sm://projects/atlas-1/secrets/key/versions/3', true],
  ['gcp-sm://projects/../secrets/key', false],
  ['gcp-sm://projects/atlas-1/key', false],
  ['the secret itself', false],
])('%s is a reference: %s', (text, is) => expect(SECRET_REFERENCE.test(text)).toBe(is));
