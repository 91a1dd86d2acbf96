import { environmentScheme } from './secrets/environment.ts';
import { secretReferences } from './secrets/references.ts';

/** Where a secret is kept is written in the configuration; the secret itself is asked for when it is used. */
export interface Secrets {
  /**
   * @param reference `env://<VARIABLE>`, or another of `SECRET_FORMS`.
   * @param refused what the reference led to before, where that was refused: it is looked up anew, unless it has changed already.
   * @throws UserError when it leads to nothing. @throws CloudError when the cloud that keeps it refuses.
   */
  resolve(reference: string, refused?: string): Promise<string>;
}

/** Secrets in the environment of the process alone. */
export const environmentSecrets = (environment: Readonly<Record<string, string | undefined>>): Secrets =>
  secretReferences([environmentScheme(environment)], () => 0);
