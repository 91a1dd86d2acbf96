import { expect, test } from 'vitest';
import { shortText } from './short-text.ts';

test('a short list is told whole', () => expect(shortText('Two:', ['a', 'b'], 'End.')).toBe('Two:\na\nb\nEnd.'));

test('a long list is cut, counted and followed by its end', () => {
  const text = shortText(
    'Many:',
    Array.from({ length: 100 }, () => 'x'.repeat(99)),
    'End.',
  );
  expect(text.length).toBeLessThanOrEqual(1500);
  expect(text.split('\n').slice(-2)).toEqual(['… 86 more in the structured content.', 'End.']);
});
