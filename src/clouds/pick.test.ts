import { expect, test } from 'vitest';
import { pick } from './pick.ts';

test('keeps what is named and nothing else', () => {
  const answer: { State?: string; Size?: number; Secret?: string; Absent?: string } = {
    State: 'on',
    Size: 0,
    Secret: 'x',
  };
  expect(pick(answer, ['State', 'Size', 'Absent'])).toEqual({ State: 'on', Size: 0 });
});
