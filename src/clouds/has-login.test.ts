import { expect, test } from 'vitest';
import { hasLogin } from './has-login.ts';

test.each(['https://user:secret@azure.example', 'https://token@azure.example/path', 'http:user:secret@localhost'])(
  '%s has one',
  (address) => expect(hasLogin(address)).toBe(true),
);

test.each([
  'https://azure.example',
  'https://azure.example/a@b?c=d@e',
  '//iam.googleapis.com/a@b',
  'ada@example.com',
  '',
])('%j has none', (address) => expect(hasLogin(address)).toBe(false));
