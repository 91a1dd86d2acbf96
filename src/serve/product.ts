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
  readonly accounts: AccountKeeping;
  /** Undefined where none is set. */
  readonly schedule: CollectionSchedule | undefined;
  /** What of the configuration is odd, or not acted on by this version. */
  readonly warnings: readonly string[];
  /** The policy in the file, or the one in force, and what in it nothing can come of. @throws UserError with the place in the file. */
  validatePolicy(file: string | undefined): Promise<PolicyInForce & { readonly warnings: readonly string[] }>;
  close(): Promise<void>;
}

/** A connection as it is to be added: the fields of an `accounts:` entry, and the secret that no field holds. */
export interface NewConnection {
  readonly cloud: NonNullable<ToolContext['cloud']>;
  readonly settings: Readonly<Record<string, unknown>>;
  /** An Azure client secret, or the content of a Google credentials file. */
  readonly secret?: string | undefined;
  /** AWS: who is to be trusted with the role. */
  readonly principal?: string | undefined;
}

export interface AddedConnection {
  readonly cloud: string;
  readonly name: string;
  /** AWS, with a role. */
  readonly external_id?: string;
  readonly trust_policy?: object;
}

/** An added connection, as far as it is shown. */
export interface ShownConnection {
  readonly cloud: string;
  readonly name: string;
  readonly added_at: string;
}

/** What would be removed: added connections, and accounts from the list of those that were asked. */
export interface Removal {
  readonly connections: readonly (ShownConnection & { readonly id: string })[];
  readonly accounts: readonly { readonly cloud: string; readonly account: string; readonly name?: string }[];
}

export interface KeyRotation {
  /** How many organisations' keys are wrapped by the new one. */
  readonly organisations: number;
  /** Where the old key stays, and where the new one is. */
  readonly old_key?: string;
  readonly new_key: string;
}

/** What is kept of connections and accounts. For whoever runs the commands: no other door has it. */
export interface AccountKeeping {
  connections(): Promise<readonly ShownConnection[]>;
  /** @throws UserError for settings that can't be, a twin, or a master key that is missing. */
  add(connection: NewConnection): Promise<AddedConnection>;
  /** @throws UserError where there is nothing of that name, or where it stands in the configuration. */
  planRemoval(which: string): Promise<Removal>;
  remove(removal: Removal): Promise<void>;
  /** An account that is disabled stays listed and is no longer collected. Returns its id. @throws UserError where there is none. */
  setDisabled(which: string, disabled: boolean): Promise<string>;
  /** @param to a reference to the new master key; absent where it is the file in the home. */
  rotateKey(to: string | undefined): Promise<KeyRotation>;
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
  /** One account alone, by its id, its name or what its entry calls it. */
  readonly account?: string | undefined;
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
