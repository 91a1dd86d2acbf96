import { UserError } from '../model/errors.ts';

/** Where a secret is kept is written in the configuration; the secret itself is asked for when it is used. */
export interface Secrets {
  /** @param reference `env://<VARIABLE>`. @throws UserError when it leads to nothing. */
  resolve(reference: string): Promise<string>;
}

const VARIABLE = /^env:\/\/([A-Za-z_][A-Za-z0-9_]*)$/;

// What isn't a reference may be the secret.
const schemeOf = (reference: string): string => /^[a-z][a-z-]*:\/\//.exec(reference)?.[0] ?? 'no reference';

/** Secrets in the environment of the process, read each time: what was rotated there is used at once. */
export const environmentSecrets = (environment: Readonly<Record<string, string | undefined>>): Secrets => ({
  async resolve(reference) {
    const variable = VARIABLE.exec(reference)?.[1];
    if (variable === undefined)
      throw new UserError(
        `A secret is kept where this version can't read it: ${schemeOf(reference)}. Use env://<VARIABLE>.`,
      );
    const secret = environment[variable];
    if (!secret) throw new UserError(`The environment has no ${variable}, where the configuration says a secret is.`);
    return secret;
  },
});
