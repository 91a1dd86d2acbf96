import { expect, test } from 'vitest';
import { environmentSecrets } from './secrets.ts';

const environment: Record<string, string | undefined> = { SECRET: 'first', EMPTY: '' };
const secrets = environmentSecrets(environment);

test('a secret is read each time', async () => {
  expect(await secrets.resolve('env://SECRET')).toBe('first');
  environment.SECRET = 'second';
  expect(await secrets.resolve('env://SECRET')).toBe('second');
});

test.each([
  ['env://EMPTY', 'The environment has no EMPTY'],
  ['env://MISSING', 'The environment has no MISSING, where the configuration says a secret is: set it'],
  ['azure-kv://vault/name', "can't read it: azure-kv://"],
  ['the secret itself', 'no reference'],
])('%s leads to nothing', async (reference, words) => {
  await expect(secrets.resolve(reference)).rejects.toThrow(words);
});

test('what was written in the place of a reference is not repeated', async () => {
  await expect(secrets.resolve('hunter2'.repeat(9))).rejects.not.toThrow('hunter2'.repeat(9));
});
