import { expect, test } from 'vitest';
import { fullName, lastPart, numberOf } from './names.ts';

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
