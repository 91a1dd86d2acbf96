import type { ResourceState } from '../../model/resource.ts';
import { wordIn } from '../word-in.ts';

// The words that many APIs of Google share; those with others of their own say so beside their type.
const STATES: Readonly<Record<string, ResourceState>> = {
  ACTIVE: 'available',
  AVAILABLE: 'available',
  ENABLED: 'available',
  READY: 'available',
  RUNNING: 'running',
  CREATING: 'pending',
  DEPLOYING: 'pending',
  PENDING: 'pending',
  PROVISIONING: 'pending',
  RESTORING: 'pending',
  UPDATING: 'available',
  UPLOADING: 'pending',
  DELETING: 'deleting',
  STOPPING: 'stopping',
  STOPPED: 'stopped',
  SUSPENDED: 'suspended',
  DISABLED: 'suspended',
  ERROR: 'failed',
  FAILED: 'failed',
};

/** Undefined where there is no word, `unknown` where we don't know it. */
export const stateOf = (
  word: string | undefined,
  own: Readonly<Record<string, ResourceState>> = {},
): ResourceState | undefined =>
  word === undefined ? undefined : (wordIn(own, word) ?? wordIn(STATES, word) ?? 'unknown');

interface StateFacts {
  readonly state: ResourceState;
  readonly providerState: string | undefined;
}

/** Ours beside Google's own word, for a type that has a state whether it is told or not. */
export const stateFacts = (word: string | undefined, own?: Readonly<Record<string, ResourceState>>): StateFacts => ({
  state: stateOf(word, own) ?? 'unknown',
  providerState: word,
});
