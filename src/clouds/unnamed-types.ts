import { OTHERS } from '../model/run.ts';
import type { WideRequest, WideRows } from './cloud.ts';

const TYPE = /^[\w.-]+(?:\/[\w.-]+)+$/;

/** Whether a word of Azure or Google names a type: `microsoft.compute/disks`, `compute.googleapis.com/Disk`. */
export const isTypeName = (word: string): boolean => TYPE.test(word);

/** What a listing tells of and can't be kept, because nothing says what it is. */
export interface UnnamedTypes {
  leaveOut(account: string, resources: number): void;
  /** Tells of it as a gap of the account's other types. At the end of a listing: a unit comes once. */
  told(request: WideRequest): Iterable<WideRows>;
}

/** @param action what the listing asks, for people. */
export function unnamedTypes(action: string): UnnamedTypes {
  const leftOut = new Map<string, number>();
  return {
    leaveOut: (account, resources) => void leftOut.set(account, (leftOut.get(account) ?? 0) + resources),
    *told(request) {
      for (const [account, times] of leftOut) {
        const resources = `${times} ${times === 1 ? 'resource' : 'resources'}`;
        const detail = `${action} told of a type that names none: ${resources} left out`;
        request.note({ account, type: OTHERS }, { reason: 'failed', detail });
        yield { account, type: OTHERS, kind: 'other', taggable: true, rows: [] };
      }
    },
  };
}
