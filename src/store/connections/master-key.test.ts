import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { masterKeyIn, masterKeyText, newMasterKey } from './master-key.ts';
import { KEY_BYTES } from './seal.ts';

test('a key is read as it is written, in either base64, with or without its end', () =>
  fc.assert(
    fc.property(fc.uint8Array({ minLength: KEY_BYTES, maxLength: KEY_BYTES }), (bytes) => {
      const forms = [Buffer.from(bytes).toString('base64'), Buffer.from(bytes).toString('base64url')];
      for (const text of [...forms, `${forms[0]}\n`, forms[0]?.replace(/=+$/, '') ?? ''])
        expect(Buffer.from(masterKeyIn(text, 'there').bytes)).toEqual(Buffer.from(bytes));
    }),
  ));

test('new ones differ, and an id tells which', () => {
  const [one, other] = [newMasterKey(), newMasterKey()];
  expect(one.id).not.toBe(other.id);
  expect(masterKeyIn(masterKeyText(one), 'there').id).toBe(one.id);
  expect(one.id).toMatch(/^[0-9a-f]{16}$/);
});

test.each([
  ['nothing', ''],
  ['31 bytes', Buffer.alloc(31, 7).toString('base64')],
  ['33 bytes', Buffer.alloc(33, 7).toString('base64')],
  ['a password', 'hunter2 hunter2 hunter2 hunter2 hunter2 hunter2'],
  ['hexadecimal', 'ab'.repeat(32)],
  ['a key with more behind it', `${Buffer.alloc(32, 7).toString('base64')}!`],
])('%s is no key, and is not repeated', (_, text) => {
  const error = (() => {
    try {
      return masterKeyIn(text, 'CLOUDOPTIMA_MASTER_KEY');
    } catch (caught) {
      return caught;
    }
  })();
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toContain('CLOUDOPTIMA_MASTER_KEY holds no master key: expected 32 bytes in base64');
  if (text !== '') expect(String(error)).not.toContain(text);
});
