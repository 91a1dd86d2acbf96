import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import type { ResourceFacts } from '../model/resource.ts';
import type { Scope } from '../model/scope.ts';

/** What a collector is handed for one unit of work: one type in one region of one account. */
export interface CollectContext<Clients> {
  readonly clients: Clients;
  readonly scope: Scope;
  /**
   * Runs a call that adds fields to what is already known. When it is denied, throttled or fails for good, the resources stay,
   * the fields stay undefined and the gap is noted once for each action.
   */
  detail<T>(action: string, load: () => Promise<T>): Promise<T | undefined>;
}

/** How one resource type is listed and put into our words. `list` does I/O, `normalize` is pure. */
export interface Collector<Clients, Raw, K extends Kind> {
  /** The provider's own type; also the file's name with a dash for the colon. */
  readonly type: string;
  readonly kind: K;
  /** `global` types are asked once for an account. */
  readonly reach: 'regional' | 'global';
  /** False where the provider has no tags for the type; such resources are never judged. */
  readonly taggable: boolean;
  /** Where the provider charges nothing for the type as such, whatever it may for what is in it. */
  readonly free?: true;
  /** Without these the type cannot be listed, or lacks fields. The least-privilege policy is generated from them. */
  readonly permissions: readonly [string, ...string[]];
  list(context: CollectContext<Clients>): AsyncIterable<Raw>;
  normalize(raw: Raw, scope: Scope): ResourceFacts<K>;
  /** The fields of the raw answer that may be kept; nothing is, unless it is named here, because some answers carry secrets. */
  payload?(raw: Raw): object;
}

/** A collector with its private types hidden, so that many fit in one list. */
export interface AnyCollector<Clients> {
  readonly type: string;
  readonly kind: Kind;
  readonly reach: 'regional' | 'global';
  readonly taggable: boolean;
  readonly free?: true;
  readonly permissions: readonly [string, ...string[]];
  resources(context: CollectContext<Clients>): AsyncIterable<ResourceFacts>;
}

export function defineCollector<Clients, Raw, K extends Kind>(
  collector: Collector<Clients, Raw, K>,
): AnyCollector<Clients> & Pick<Collector<Clients, Raw, K>, 'list' | 'normalize'> {
  return {
    ...collector,
    async *resources(context) {
      for await (const raw of collector.list(context)) {
        const facts = collector.normalize(raw, context.scope);
        yield collector.payload ? { ...facts, payload: collector.payload(raw) } : facts;
      }
    },
  };
}

/** What a collector could see only in part, as `detail` notes it. */
export type NotedGap = Pick<Gap, 'reason' | 'detail' | 'action'>;
export type NoteGap = (gap: NotedGap) => void;
