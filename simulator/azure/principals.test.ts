import { expect, test } from 'vitest';
import { tokensOf } from './principals.ts';

const token = { audience: 'https://management.azure.com', tenant: 't', clientId: 'c', expires: 1_790_000_000 };
const tokens = tokensOf(1);
const issued = tokens.issue(token, 'o');

test('a token tells what it was issued for', () => {
  expect(tokens.read(issued)).toEqual(token);
});

const [head = '', claims = '', signature = ''] = issued.split('.');
const longer = Buffer.from(JSON.stringify({ ...token, exp: 9_990_000_000 })).toString('base64url');

test.each([
  ['nothing', ''],
  ['no token', 'guess'],
  ['one without its signature', `${head}.${claims}`],
  ['one with other claims', `${head}.${longer}.${signature}`],
  ['one of another company', tokensOf(2).issue(token, 'o')],
])('%s was not issued here', (_, text) => {
  expect(tokens.read(text)).toBeUndefined();
});
