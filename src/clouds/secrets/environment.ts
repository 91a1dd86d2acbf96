import { UserError } from '../../model/errors.ts';
import type { SecretScheme } from './scheme.ts';

/** `env://<VARIABLE>`: the environment of the process. */
export const environmentScheme = (environment: Readonly<Record<string, string | undefined>>): SecretScheme => ({
  name: 'env',
  isRemote: false,
  async read([variable = '']) {
    const secret = environment[variable];
    if (!secret)
      throw new UserError(
        `The environment has no ${variable}, where the configuration says a secret is: set it where CloudOptima is started.`,
      );
    return secret;
  },
});
