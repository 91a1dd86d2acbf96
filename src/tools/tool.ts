import type * as z from 'zod';
import type { Collection } from '../collect/collection.ts';
import type { CostMetric } from '../model/charge.ts';
import type { CloudName } from '../model/cloud.ts';
import type { Kind } from '../model/kinds.ts';
import type { Money } from '../model/money.ts';
import type { PolicyInForce } from '../model/policy.ts';
import type { Store } from '../store/store.ts';

export const TOOLSETS = ['inventory', 'tags', 'costs'] as const;
export type Toolset = (typeof TOOLSETS)[number];

export interface KnownType {
  readonly cloud: CloudName;
  readonly type: string;
  readonly kind: Kind;
  readonly taggable: boolean;
  /** Where the provider charges nothing for the type as such, whatever it may for what is in it. */
  readonly free?: true;
}

/** What a tool may use. Time, tenant and policy are inputs. */
export interface ToolContext {
  readonly organisation: string;
  readonly store: Store;
  readonly collection: Collection;
  /** The tagging policy in force. @throws UserError with the place in the file when it is broken. */
  policy(): Promise<PolicyInForce>;
  readonly settings: {
    readonly currency: string;
    readonly costMetric: CostMetric;
    readonly staleAfterHours: number;
    /** What one page of each provider's cost API costs at least; what a collection costs exactly, its plan says. */
    readonly costPagePrices: Readonly<Record<CloudName, Money>>;
  };
  /** When collections are scheduled; undefined where none are. */
  readonly schedule: ToolSchedule | undefined;
  /** Those that accounts are configured for. */
  readonly clouds: readonly CloudName[];
  /** Set on a single cloud's server: the only cloud that is asked. */
  readonly cloud: CloudName | undefined;
  /** Every resource type that can be collected, whether or not any was. */
  knownTypes(): Promise<readonly KnownType[]>;
  readonly now: () => Date;
}

export interface ToolSchedule {
  readonly cron: string;
  readonly timezone: string;
  /** Undefined in a process that doesn't follow it. */
  next(): Date | undefined;
}

/** One call of a tool: who may stop it and who wants to hear of it. */
export interface ToolCall {
  readonly signal: AbortSignal;
  progress(done: number, total: number, message: string): void;
}

/**
 * A question that the product answers, defined once. MCP, HTTP, the command line, the docs and the contract snapshots are
 * made from it. `run` gets validated input and its answer is validated again on the way out.
 */
export interface Tool<I extends z.ZodType = z.ZodType, O extends z.ZodObject = z.ZodObject> {
  /** snake_case, the file's name with underscores. */
  readonly name: string;
  readonly title: string;
  readonly toolset: Toolset;
  /** Part of the small set that `--toolsets core` offers. */
  readonly core: boolean;
  /** One or two sentences: what it answers and when to use it. */
  readonly description: string;
  readonly input: I;
  readonly output: O;
  /** `writes` changes our own state, or makes cloud calls; never a cloud. */
  readonly effect: 'reads' | 'writes';
  /** Whether a second call with the same arguments changes nothing more. */
  readonly idempotent: boolean;
  /** Whether it reaches out of the store to a provider. */
  readonly openWorld: boolean;
  run(input: z.output<I>, context: ToolContext, call: ToolCall): Promise<z.input<O>>;
  /** A short text that stands alone, for clients that show no structured content. */
  text(output: z.output<O>): string;
}

/** Keeps the types of one tool while it is written; the list of tools forgets them. */
export const defineTool = <I extends z.ZodType, O extends z.ZodObject>(tool: Tool<I, O>): Tool<I, O> => tool;
