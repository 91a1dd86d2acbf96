import type { CloudName } from '../model/cloud.ts';
import type { PolicyInForce } from '../model/policy.ts';
import type { RoleDocument, RoleFormat, RoleRequest } from '../model/role-document.ts';
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

/** What an account shows of one kind of data. */
export interface ProbedGroup {
  readonly group: 'inventory' | 'costs' | 'metrics';
  readonly status: 'seen' | 'partial' | 'missing' | 'not_asked';
  readonly detail: string;
  /** As the provider names them: `ec2:DescribeVolumes`. */
  readonly missing_permissions: readonly string[];
  /** Of costs: the policy's required tags that no charge carries, because the provider was not told to. Absent where that was not asked. */
  readonly inactive_tags?: readonly string[];
}

/** An account, or a payer that is none, asked for a little of everything. */
export interface ProbedAccount extends AccountTest {
  readonly groups: readonly ProbedGroup[];
  /** How many accounts its organisation has, which it may list and its entry doesn't. Told where that was asked. */
  readonly organization_accounts?: number;
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
  /** Asks each account for the first page of everything that is free, and for what is paid where `paid` says so. Keeps nothing. */
  probeAccounts(signal: AbortSignal, options: ProbeOptions): Promise<readonly ProbedAccount[]>;
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
  /** Where the old key stays, if that is in the home, and where the new one is. */
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
  /** Ends with the signal. Where it can't begin, it is tried again. */
  follow(signal: AbortSignal): Promise<void>;
  /** Why nothing is collected by it for the time being. */
  problem?(): string | undefined;
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

export interface ProbeOptions extends Pick<TestOptions, 'cloud'> {
  readonly paid: boolean;
  /** Whether to ask for the organisations of accounts that are entered by themselves. */
  readonly organizations?: boolean;
}

/** One thing that `doctor` looked at. */
export interface Diagnosis {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly detail: string;
}

/** Credentials that lie on this machine, and the entry of the configuration that uses them. Nothing of them is in it. */
export interface FoundEntry {
  readonly cloud: CloudName;
  /** What they are, for people. */
  readonly words: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** When they end and nobody renews them, where that is told. */
  readonly expires_at?: string;
}

/** A configuration for some entries. Where one is there already, what it lacks of them. */
export interface SetupConfiguration {
  readonly path: string;
  readonly text: string;
  readonly exists: boolean;
  /** Entries that lead to what nothing in it leads to. */
  readonly to_add: readonly FoundEntry[];
  /** Entries that lead to what one of its own leads to, which lacks some of their settings. */
  readonly to_change: readonly FoundEntry[];
  /** The lines of those, as they stand below `accounts:`. */
  readonly lines: string;
}

/** What a first configuration is made with. */
export interface Setup {
  /** Where everything is kept, and the configuration that was asked for beside it. */
  readonly home: string;
  readonly config: string | undefined;
  find(cloud: CloudName): Promise<readonly FoundEntry[]>;
  /** Asks the accounts that an entry leads to for a little of everything that is free. */
  probe(entry: FoundEntry, signal: AbortSignal): Promise<readonly ProbedAccount[]>;
  /** The configuration for some entries, and where it belongs; it may exist already. @throws UserError where that one can't be read. */
  configuration(entries: readonly FoundEntry[]): Promise<SetupConfiguration>;
  /** Never over anything. @throws UserError where that can't be. */
  write(path: string, text: string): Promise<void>;
}

/** What the command line stands on. */
export interface Shell {
  readonly version: string;
  /** The file that starts us again, for the snippets of clients. */
  readonly launcher: string;
  readonly tools: readonly Tool[];
  open(choice: HomeChoice, logTo: 'file' | 'stderr'): Promise<Product>;
  diagnose(choice: HomeChoice, asked: ProbeOptions, signal: AbortSignal): AsyncIterable<Diagnosis>;
  setup(choice: HomeChoice): Promise<Setup>;
  /** What gives CloudOptima its rights in a cloud, which is not asked. @throws UserError for what can't be. */
  roleDocuments(cloud: CloudName, format: RoleFormat, request: RoleRequest): Promise<readonly RoleDocument[]>;
  /** Fires at the first interrupt. */
  readonly signal: AbortSignal;
}

export interface HomeChoice {
  readonly home?: string | undefined;
  readonly config?: string | undefined;
}
