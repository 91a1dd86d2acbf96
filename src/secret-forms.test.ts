import { expect, test } from 'vitest';
import { formsOf } from './secret-forms.ts';

/** A line of a log without what is known. */
const without = (secret: string, line: string): string =>
  formsOf(secret).reduce((text, form) => text.replaceAll(form, '[redacted]'), line);

const SECRET = 'Hush8Q~"a b"/ü+\\x&y';

test.each<[string, (secret: string) => string]>([
  ['itself', (secret) => secret],
  ['in a query', (secret) => `https://login.example/?s=${encodeURIComponent(secret)}&t=1`],
  [
    'in a query of small letters',
    (secret) => `?s=${encodeURIComponent(secret).replace(/%../g, (b) => b.toLowerCase())}`,
  ],
  ['in a form', (secret) => new URLSearchParams({ s: secret }).toString()],
  ['in JSON', (secret) => JSON.stringify({ s: secret })],
  ['in JSON in JSON', (secret) => JSON.stringify({ body: JSON.stringify({ s: secret }) })],
])('a secret is known %s', (_, told) => {
  const line = JSON.stringify({ message: told(SECRET) });
  expect(without(SECRET, line)).toContain('[redacted]');
  expect(without(SECRET, line)).not.toMatch(/Hush|8Q/);
});

const CREDENTIALS = JSON.stringify({
  ...{ type: 'service_account', project_id: 'atlas-prod', private_key: '-----\nHush\nHush\n-----' },
  ...{ nested: { refresh_token: 'Hush/of+tokens' }, list: ['Hush-of-lists'] },
});

test.each(['-----\nHush\nHush\n-----', 'Hush/of+tokens', 'Hush-of-lists'])(
  'what stands in a JSON secret is one: %j',
  (part) => {
    for (const told of [part, encodeURIComponent(part), JSON.stringify({ part })])
      expect(without(CREDENTIALS, JSON.stringify({ message: told }))).not.toContain('Hush');
  },
);

test('what it says beside its secrets stays readable', () => {
  const line = JSON.stringify({ message: 'the service_account of atlas-prod was refused' });
  expect(without(CREDENTIALS, line)).toBe(line);
});

test.each(['a', '{"a":"b"}', '{"a":', 'x\ud800y'])('%j is no reason to fail, nor to leave out letters', (secret) => {
  const line = JSON.stringify({ message: 'a b' });
  expect(without(secret, line)).toBe(line);
});
