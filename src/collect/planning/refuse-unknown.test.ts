import { expect, test } from 'vitest';
import { refuseUnknown } from './refuse-unknown.ts';

const regions = new Set(['eu-west-1', 'us-east-1']);

test.each<[string, readonly string[], string | undefined]>([
  ['nothing asked', [], undefined],
  ['all known', ['us-east-1', 'eu-west-1'], undefined],
  ['a slip', ['eu-west-1', 'us-eest-1'], 'There is no region "us-eest-1" here. Did you mean "us-east-1"?'],
  ['the first of two', ['日本', 'us-eest-1'], 'There is no region "日本" here.'],
  ['an endless word is cut', ['x'.repeat(1000)], `There is no region "${'x'.repeat(200)}" here.`],
])('%s', (_, words, message) => {
  const refuse = () => refuseUnknown('region', words, regions);
  if (message === undefined) expect(refuse).not.toThrow();
  else expect(refuse).toThrow(message);
});
