import { expect, test } from 'vitest';
import { addedPage } from './accounts-add.ts';
import { removalPage } from './accounts-remove.ts';

const NAME = 'prod\u001b[2J\u009b31m\u202e\r\nRemoved: nothing';

test.each([
  [
    'removed',
    removalPage({
      connections: [{ id: '1', cloud: 'aws', name: NAME, added_at: '2026-11-01T00:00:00.000Z' }],
      accounts: [{ cloud: 'aws', account: '135416029678', name: NAME }],
    }),
    2,
  ],
  [
    'added',
    addedPage({ cloud: 'aws', name: NAME, external_id: 'x\u001b[2J', trust_policy: { AWS: 'arn\u009b31m' } }),
    7,
  ],
])('a terminal obeys no name of what is %s', (_, page, lines) => {
  expect(page).toMatch(/^[\n\u0020-\u007e]+$/);
  expect(page.split('\n')).toHaveLength(lines);
  expect(page).toContain('prod');
});
