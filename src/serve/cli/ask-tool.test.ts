import { expect, test } from 'vitest';
import { exitOf } from './ask-tool.ts';

const answered = (data_quality: unknown) =>
  exitOf({ isError: false, structuredContent: { data_quality } } as unknown as Parameters<typeof exitOf>[0]);

test.each([
  ['nothing missing', { gaps: [] }, 0],
  ['something missing', { gaps: [{ reason: 'unsupported' }, { reason: 'denied' }] }, 3],
  ['what no call could tell', { gaps: [{ reason: 'unsupported' }] }, 0],
  ['no word of it', undefined, 0],
])('an answer with %s', (_, quality, code) => expect(answered(quality)).toBe(code));
