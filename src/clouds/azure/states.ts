import type { ResourceState } from '../../model/resource.ts';
import { wordIn } from '../word-in.ts';

interface StateFacts {
  readonly state: ResourceState;
  readonly providerState: string | undefined;
}

/** Ours beside Azure's own word, by a table of its words in lower case. */
export const stateFacts = (
  word: string | null | undefined,
  states: Readonly<Record<string, ResourceState>>,
): StateFacts => ({
  state: wordIn(states, word?.toLowerCase() ?? '') ?? 'unknown',
  providerState: word || undefined,
});
