import { CloudError, UserError } from '../../model/errors.ts';

/** Asks a service for a secret. @throws UserError where it says that there is none: the reference is then what has to be mended. */
export async function askedFor<T>(reference: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CloudError && error.facts.reason === 'not_found')
      throw new UserError(`${reference} leads to nothing (${error.facts.code}): look for a slip in it.`);
    throw error;
  }
}
