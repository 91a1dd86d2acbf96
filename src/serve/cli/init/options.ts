import type { CloudName } from '../../../model/cloud.ts';
import type { FoundEntry, ProbedAccount } from '../../product.ts';
import type { CommonOptions } from '../output.ts';

export interface InitOptions extends CommonOptions {
  readonly cloud?: CloudName;
  readonly profile?: readonly string[];
  readonly managementGroup?: string;
  readonly organization?: string;
  readonly billing?: string;
  readonly endpoint?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly out?: string;
}

/** One entry that was found, and what came of asking it. */
export interface Asked {
  readonly entry: FoundEntry;
  readonly accounts: readonly ProbedAccount[];
}

/** Whether somebody sits there who can be asked. */
export const canAsk = ({ json, yes }: InitOptions): boolean => process.stdin.isTTY === true && !json && !yes;
