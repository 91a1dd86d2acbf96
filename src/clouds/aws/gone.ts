import { CloudError } from '../../model/errors.ts';

/** For `catch`: what was deleted since a list named it has nothing in it. Whatever else failed goes on. */
export const gone = (error: unknown): undefined => {
  if (!(error instanceof CloudError) || error.facts.reason !== 'not_found') throw error;
};
