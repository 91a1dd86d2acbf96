import { CloudError } from '../model/errors.ts';
import type { CollectContext, NoteGap } from './collector.ts';

/** The `detail` of one unit of work, which notes what could not be seen once for each action. */
export function detailNoting(note: NoteGap): CollectContext<unknown>['detail'] {
  const noted = new Set<string>();
  return async (action, load) => {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      const { reason } = error.facts;
      // Listed a moment ago and gone now: its fields are as unknown as after any other failure.
      if (!noted.has(action))
        note({ reason: reason === 'not_found' ? 'failed' : reason, detail: error.message, action: error.facts.action });
      noted.add(action);
      return undefined;
    }
  };
}
