import { expect, test } from 'vitest';
import { xmlDocument } from './xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

test.each([
  ['text, with what XML would misread', { a: '<b> & "c"' }, '<r><a>&lt;b&gt; &amp; &quot;c&quot;</a></r>'],
  ['a list, as a repeated element', { set: { item: [1, 2] } }, '<r><set><item>1</item><item>2</item></set></r>'],
  ['an empty list', { set: { item: [] } }, '<r><set/></r>'],
  ['nothing', { a: undefined, b: '' }, '<r><b/></r>'],
  ['falsehood and zero', { a: false, b: 0 }, '<r><a>false</a><b>0</b></r>'],
  ['a moment', { at: new Date('2026-10-03T04:05:06Z') }, '<r><at>2026-10-03T04:05:06.000Z</at></r>'],
])('XML writes %s', (_, tree, text) => expect(xmlDocument('r', undefined, tree)).toBe(declaration + text));

test('the root names its namespace', () =>
  expect(xmlDocument('r', 'http://x/', { a: 1 })).toBe(`${declaration}<r xmlns="http://x/"><a>1</a></r>`));
