import type { Machine } from '../found-credentials.ts';

/** A machine with these files and variables, and nothing else. */
export const machine = (
  files: Readonly<Record<string, string>>,
  environment: Machine['environment'] = {},
): Machine => ({
  ...{ environment, home: '/home/ada', platform: 'linux' },
  text: async (path) => files[path],
});
