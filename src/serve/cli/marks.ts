import { styled } from './output.ts';

/** How it stands with something, at the beginning of its line. */
export const MARKS = {
  ok: styled('green', '✓'),
  warning: styled('yellow', '!'),
  failed: styled('red', '✗'),
} as const;
