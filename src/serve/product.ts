import type { PolicyInForce } from '../model/policy.ts';
import type { Tool, ToolContext } from '../tools/tool.ts';
import type { Log } from './log.ts';
import type { ToolChoice } from './toolsets.ts';

/** One configured account that was asked who it is. */
export interface AccountTest {
  readonly cloud: string;
  readonly account: string;
  readonly status: 'connected' | 'denied' | 'unreachable' | 'inactive';
  readonly detail: string;
  /** From the last collection. */
  readonly missing_permissions: readonly string[];
}

export interface ServeSettings {
  readonly host: string;
  readonly port: number;
  readonly allowRemote: boolean;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
}

/** The composed product, as far as its doors need it. */
export interface Product {
  readonly version: string;
  readonly home: string;
  readonly organisation: string;
  readonly tools: readonly Tool[];
  readonly toolChoice: ToolChoice;
  readonly serve: ServeSettings;
  readonly log: Log;
  /** The clouds that accounts are configured for. */
  readonly clouds: readonly NonNullable<ToolContext['cloud']>[];
  /** Opens the store at its first use. */
  context(): Promise<ToolContext>;
  /** What the accounts say is kept where `record` says so; else nothing is changed. */
  testAccounts(signal: AbortSignal, options: TestOptions): Promise<readonly AccountTest[]>;
  /** Undefined where none is set. */
  readonly schedule: CollectionSchedule | undefined;
  /** What of the configuration is odd, or not acted on by this version. */
  readonly warnings: readonly string[];
  /** The policy in the file, or the one in force, and what in it nothing can come of. @throws UserError with the place in the file. */
  validatePolicy(file: string | undefined): Promise<PolicyInForce & { readonly warnings: readonly string[] }>;
  close(): Promise<void>;
}

/** What collects by itself, in the process that follows it. */
export interface CollectionSchedule {
  /** Ends with the signal. */
  follow(signal: AbortSignal): Promise<void>;
  /** When the next collection is due; undefined where this process doesn't follow it. */
  next(): Date | undefined;
}

export interface TestOptions {
  readonly record: boolean;
  /** Only the accounts of this one; those of every cloud that has any where it is undefined. */
  readonly cloud?: NonNullable<ToolContext['cloud']> | undefined;
}

/** One thing that `doctor` looked at. */
export interface Diagnosis {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly detail: string;
}

/** What the command line stands on. */
export interface Shell {
  readonly version: string;
  /** The file that starts us again, for the snippets of clients. */
  readonly launcher: string;
  readonly tools: readonly Tool[];
  open(choice: HomeChoice, logTo: 'file' | 'stderr'): Promise<Product>;
  diagnose(choice: HomeChoice, asked: Pick<TestOptions, 'cloud'>, signal: AbortSignal): AsyncIterable<Diagnosis>;
  /** Fires at the first interrupt. */
  readonly signal: AbortSignal;
}

export interface HomeChoice {
  readonly home?: string | undefined;
  readonly config?: string | undefined;
}
