import { expect, test } from 'vitest';
import { silenceAdvice } from './silence-advice.ts';

const failure = (facts: object): Error => Object.assign(new Error('it failed'), facts);

test.each<[string, unknown, string | undefined]>([
  [
    'a name',
    failure({ code: 'ENOTFOUND', hostname: 'sts.nowhere.amazonaws.com' }),
    'the name sts.nowhere.amazonaws.com can’t',
  ],
  [
    'within',
    new Error('fetch failed', { cause: failure({ code: 'EAI_AGAIN', hostname: 'a.b' }) }),
    'the name a.b can’t',
  ],
  [
    'several',
    failure({ errors: [failure({ code: 'ECONNREFUSED', address: '::1', port: 9 })] }),
    'nobody listens at ::1:9',
  ],
  ['a host that is no host', failure({ code: 'ENOTFOUND', hostname: 'say "yes"' }), 'the name of the host can’t'],
  ['something else', failure({ code: 'EPIPE' }), undefined],
  ['no error', undefined, undefined],
])('silence is told with its host: %s', (_, error, words) => {
  const advice = silenceAdvice(error);
  if (words === undefined) expect(advice).toBeUndefined();
  else expect(advice?.replace("'", '’')).toContain(words);
});
