import { expect, test } from 'vitest';
import { instantOf } from './instant.ts';

test.each([
  ['2025-01-02T03:04:05.1234567Z', '2025-01-02T03:04:05.123Z'],
  ['2026-01-02T03:04:05.123456789Z', '2026-01-02T03:04:05.123Z'],
  ['2025-01-02T03:04:05+02:00', '2025-01-02T01:04:05.000Z'],
  ['2025-01-01T16:00:00.123-08:00', '2025-01-02T00:00:00.123Z'],
  ['yesterday', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('the instant %s is %s', (text, instant) => expect(instantOf(text)).toBe(instant));
