import { expect, test } from 'vitest';
import { UserError } from '../model/errors.ts';
import { endpointOf } from './endpoint.ts';

test.each([
  'https://cloud.example',
  'http://localhost:80',
  'http://127.0.0.1:8080',
  'http://127.0.0.2',
  'http://[::1]:8080',
])('tokens may travel to %s', (endpoint) => expect(endpointOf('Azure', endpoint)).toEqual(new URL(endpoint)));

test.each([
  ['http://cloud.example', '"cloud.example" is neither'],
  ['http://localhost.cloud.example', '"localhost.cloud.example" is neither'],
  ['http://127.0.0.1.example', '"127.0.0.1.example" is neither'],
  ['ftp://localhost', '"localhost" is neither'],
  ['nowhere', 'what is configured is neither'],
  ['', 'what is configured is neither'],
])('tokens would be readable on their way to %j', (endpoint, words) => {
  expect(() => endpointOf('Azure', endpoint)).toThrow(UserError);
  expect(() => endpointOf('Azure', endpoint)).toThrow(words);
});

test('what is refused is told without the secrets in it', () =>
  expect(() => endpointOf('Azure', 'http://cloud.example/hush?hush')).toThrow(
    'The endpoint of Azure has to be https, or http on this machine alone: "cloud.example" is neither.',
  ));

test.each(['https://ada:hush@cloud.example', 'https://hush@cloud.example', 'http://ada:hush@localhost'])(
  'the login in %s is refused, and not repeated',
  (endpoint) =>
    expect(() => endpointOf('Azure', endpoint)).toThrow(
      new UserError(
        'The endpoint of Azure has a user name or password in it: leave it out, nothing is signed in with it.',
      ),
    ),
);
