import { expect, test } from 'vitest';
import { dimensionOf } from './dimensions.ts';

test.each([
  ['service', 'ServiceName'],
  ['SERVICE', 'ServiceName'],
  ['ServiceName', 'ServiceName'],
  ['account', 'SubAccountId'],
  ['LINKED_ACCOUNT', 'SubAccountId'],
  ['region', 'RegionId'],
  ['tag:Team', 'tag:Team'],
  ['TAG:team', 'tag:team'],
])('%s is %s', (word, dimension) => expect(dimensionOf(word)).toBe(dimension));

test.each([
  ['SeviceName', 'Did you mean ServiceName?'],
  ['tag', 'Did you mean tag:<key>?'],
  ['constructor', "can't be told apart by «constructor»"],
  ['__proto__', "can't be told apart by «__proto__»"],
  ['ResourceId', 'this version has no finer columns'],
  ['ChargeCategory', "can't be told apart by «ChargeCategory»"],
])('%s is refused', (word, help) => expect(() => dimensionOf(word)).toThrow(help));
