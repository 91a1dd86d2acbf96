import { expect, test } from 'vitest';
import { bareAnswers } from './bare-answers.ts';

const failed = (name: string) => Promise.reject(Object.assign(new Error('no'), { name }));

test('every call counts, and an error is no answer unless it says that there is nothing', async () => {
  const answers = bareAnswers();
  expect(await answers.told(Promise.resolve(1))).toBe(1);
  expect(await answers.told(failed('NoSuchTagSet'), 'NoSuchTagSet')).toBeUndefined();
  expect(answers.refusals()).toEqual([]);
  for (const nothing of [undefined, 'NoSuchTagSet'])
    expect(await answers.told(failed('ThrottlingException'), nothing)).toBeUndefined();
  expect(answers.calls()).toBe(4);
  expect(answers.refusals()).toEqual(['2 times ThrottlingException: no']);
});
