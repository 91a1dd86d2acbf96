import { expect, test } from 'vitest';
import { fullName, instant, lastPart, numberOf } from './names.ts';

test.each([
  [
    'https://www.googleapis.com/compute/v1/projects/p/zones/z/disks/d',
    '//compute.googleapis.com/projects/p/zones/z/disks/d',
  ],
  [
    'https://compute.googleapis.com/compute/beta/projects/p/global/images/i',
    '//compute.googleapis.com/projects/p/global/images/i',
  ],
  // Of another API, or what is no link: better than nothing.
  ['projects/p/locations/l/clusters/c', 'projects/p/locations/l/clusters/c'],
  ['', undefined],
  [undefined, undefined],
])('%s is %s', (link, name) => expect(fullName(link)).toBe(name));

test.each([
  ['2025-01-01T16:00:00.123-08:00', '2025-01-02T00:00:00.123Z'],
  ['2026-01-02T03:04:05.123456789Z', '2026-01-02T03:04:05.123Z'],
  ['yesterday', undefined],
  [undefined, undefined],
])('the instant %s is %s', (text, iso) => expect(instant(text)).toBe(iso));

test.each([
  ['a/b/c', 'c'],
  ['c', 'c'],
  ['a/', undefined],
  [undefined, undefined],
])('the last part of %s is %s', (text, part) => expect(lastPart(text)).toBe(part));

test.each([
  ['100', 100],
  [4, 4],
  ['many', undefined],
  [undefined, undefined],
])('the number %s is %s', (text, number) => expect(numberOf(text)).toBe(number));
