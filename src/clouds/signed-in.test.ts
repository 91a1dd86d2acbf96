import { expect, test } from 'vitest';
import { CloudError, type CloudErrorFacts } from '../model/errors.ts';
import { askSignedIn } from './signed-in.ts';

const refusal = (credentials?: CloudErrorFacts['credentials']) =>
  new CloudError({
    ...{ reason: 'denied', code: 'X', action: 'a:B', retryable: false },
    ...(credentials === undefined ? {} : { credentials }),
  });

/** Asks a service that takes only what is `good`, with what each sign-in gives. */
async function asked(given: readonly string[], good: string, error: Error = refusal('expired')) {
  const tried: string[] = [];
  const refused: (string | undefined)[] = [];
  const signedIn = async (one?: string) => {
    refused.push(one);
    return given[refused.length - 1] ?? '';
  };
  const answer = await askSignedIn(signedIn, async (token) => {
    tried.push(token);
    if (token !== good) throw error;
    return 'answer';
  }).catch((thrown: unknown) => thrown);
  return { answer, tried, refused };
}

test('what is taken is asked once', async () =>
  expect(await asked(['good'], 'good')).toEqual({ answer: 'answer', tried: ['good'], refused: [undefined] }));

test('what has expired is renewed, and asked once more', async () =>
  expect(await asked(['old', 'good'], 'good')).toEqual({
    ...{ answer: 'answer', tried: ['old', 'good'], refused: [undefined, 'old'] },
  }));

test('what is refused again is refused', async () => {
  const { answer, tried } = await asked(['old', 'as old', 'good'], 'good');
  expect([answer, tried]).toEqual([refusal('expired'), ['old', 'as old']]);
});

test.each([
  ['a right that is missing', refusal()],
  ['credentials that are not known', refusal('refused')],
  ['a bug', new TypeError('x')],
])('%s is no reason for others', async (_, error) =>
  expect(await asked(['old', 'good'], 'good', error)).toMatchObject({ answer: error, tried: ['old'] }),
);

test('a sign-in that fails then says why', async () => {
  const why = refusal('refused');
  const signedIn = async (refused?: string) => {
    if (refused !== undefined) throw why;
    return 'old';
  };
  await expect(askSignedIn(signedIn, () => Promise.reject(refusal('expired')))).rejects.toBe(why);
});
