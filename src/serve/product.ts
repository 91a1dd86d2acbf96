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

export interface ProbeOptions extends Pick<TestOptions, 'cloud'> {
  readonly paid: boolean;
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

/** What a first configuration is made with. */
export interface Setup {
  find(cloud: CloudName): Promise<readonly FoundEntry[]>;
  /** Asks the accounts that an entry leads to for a little of everything that is free. */
  probe(entry: FoundEntry, signal: AbortSignal): Promise<readonly ProbedAccount[]>;
  /** The configuration for some entries, and where it belongs; it may exist already. @throws UserError where that one can't be read. */
  configuration(
    entries: readonly FoundEntry[],
  ): Promise<{ readonly path: string; readonly text: string; readonly exists: boolean }>;
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
