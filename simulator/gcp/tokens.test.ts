import { createSign } from 'node:crypto';
import { expect, test } from 'vitest';
import { cloudPlatform, createTokens, SubjectError } from './tokens.ts';

let now = Date.parse('2026-10-05T12:00:00Z');
const tokens = createTokens(() => new Date(now), 'secret');
const caller = { principal: 'serviceAccount:a', scopes: [cloudPlatform] };

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (claims: object, pem = tokens.privateKey().pem) => {
  const text = `${encoded({ alg: 'RS256' })}.${encoded(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(pem, 'base64url')}`;
};
const seconds = (from: number) => Math.floor(now / 1000) + from;

test('an access token is good until it runs out', () => {
  const { token, expiresAt } = tokens.issue(caller, 60);
  expect(tokens.check(`bearer ${token}`)).toMatchObject(caller);
  now = expiresAt.getTime();
  expect(tokens.check(`Bearer ${token}`)).toBe('expired');
});

test.each([
  [undefined, 'missing'],
  ['', 'missing'],
  ['Basic abc', 'missing'],
  ['Bearer guess', 'invalid'],
  ['Bearer a.b.c', 'invalid'],
])('%s is %s', (authorization, expected) => {
  expect(tokens.check(authorization)).toBe(expected);
});

test('a subject token is read for its own audience', () => {
  expect(tokens.readSubject(tokens.subjectToken('here', 60), 'here')).toBe('cloudoptima');
});

test.each([
  ['of another issuer', () => createTokens(() => new Date(now), 'other').subjectToken('here', 60)],
  ['for another audience', () => tokens.subjectToken('there', 60)],
  ['that has run out', () => tokens.subjectToken('here', 0)],
  ['that is none', () => 'guess'],
  ['without a signature', () => tokens.subjectToken('here', 60).replace(/[^.]*$/, '')],
])('a subject token %s is refused', (_, token) => {
  expect(() => tokens.readSubject(token(), 'here')).toThrow(SubjectError);
});

test.each([
  ['with scopes', { iss: 'a', exp: seconds(600), scope: 'x y' }, { issuer: 'a', scopes: ['x', 'y'] }],
  ['without scopes', { iss: 'a', exp: seconds(600) }, { issuer: 'a', scopes: [cloudPlatform] }],
  ['that has run out', { iss: 'a', exp: seconds(-60) }, undefined],
  ['without an end', { iss: 'a' }, undefined],
  ['without an issuer', { exp: seconds(600) }, undefined],
])('an assertion %s', (_, claims, expected) => {
  expect(tokens.readAssertion(signed(claims))).toEqual(expected);
});

test('an assertion that another key has signed tells nothing', () => {
  const other = createTokens(() => new Date(now), 'secret').privateKey().pem;
  tokens.privateKey();
  expect(tokens.readAssertion(signed({ iss: 'a', exp: seconds(600) }, other))).toBeUndefined();
});
