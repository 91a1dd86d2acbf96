import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEY_BYTES, seal, unseal } from './seal.ts';

const bytes = fc.uint8Array({ maxLength: 200 });
const key = fc.uint8Array({ minLength: KEY_BYTES, maxLength: KEY_BYTES });
const bound = fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 5 });

test('what was sealed opens with the same key and for the same', () =>
  fc.assert(
    fc.property(key, bytes, bound, (one, content, what) => {
      expect(Buffer.from(unseal(one, seal(one, content, what), what) ?? 'nothing')).toEqual(Buffer.from(content));
    }),
  ));

test('and in no other case: not under another key, for something else, or with any bit of it changed', () =>
  fc.assert(
    fc.property(key, key, bytes, bound, bound, fc.nat(), (one, other, content, what, else_, position) => {
      const sealed = seal(one, content, what);
      fc.pre(Buffer.compare(one, other) !== 0 && JSON.stringify(what) !== JSON.stringify(else_));
      const altered = Buffer.from(sealed);
      const bit = position % (sealed.length * 8);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unseal(other, sealed, what)).toBeUndefined();
      expect(unseal(one, sealed, else_)).toBeUndefined();
      expect(unseal(one, altered, what)).toBeUndefined();
      expect(unseal(one, sealed.subarray(0, position % sealed.length), what)).toBeUndefined();
      expect(unseal(one, Buffer.concat([sealed, Buffer.of(0)]), what)).toBeUndefined();
    }),
  ));

test('what is bound can’t be shifted from one part into the next', () => {
  const one = randomBytes(KEY_BYTES);
  expect(unseal(one, seal(one, Buffer.from('x'), ['ab', 'c']), ['a', 'bc'])).toBeUndefined();
  expect(unseal(one, seal(one, Buffer.from('x'), ['1']), [1])).toBeUndefined();
});

test('no two seals of the same are alike', () => {
  const one = randomBytes(KEY_BYTES);
  const seals = Array.from({ length: 200 }, () => Buffer.from(seal(one, Buffer.from('x'), [])).toString('hex'));
  expect(new Set(seals.map((text) => text.slice(2, 26))).size).toBe(200);
});

test('what is sealed does not show', () => {
  const one = randomBytes(KEY_BYTES);
  expect(Buffer.from(seal(one, Buffer.from('hush'.repeat(50)), [])).includes('hush')).toBe(false);
});
