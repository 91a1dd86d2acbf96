import { expect, test } from 'vitest';
import { scopeOf } from '../../../test/support/aws.ts';
import { own } from './own.ts';

test('what another account shares is left to it', () =>
  expect(own([{ OwnerId: '1' }, { OwnerId: '2' }, {}], scopeOf('1'))).toEqual([{ OwnerId: '1' }, {}]));

test('no list is an empty one', () => expect(own(undefined, scopeOf('1'))).toEqual([]));
