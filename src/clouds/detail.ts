import { CloudError } from '../model/errors.ts';
import { gapFactsOf } from '../model/gap-facts.ts';
import type { CollectContext, NoteGap } from './collector.ts';

/** The `detail` of one unit of work, which notes what could not be seen once for each action. */
export function detailNoting(note: NoteGap): CollectContext<unknown>['detail'] {
  const noted = new Set<string>();
  return async (action, load) => {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      if (!noted.has(action)) note(gapFactsOf(error));
      noted.add(action);
      return undefined;
    }
  };
}
