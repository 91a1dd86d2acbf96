import type { CloudName } from './cloud.ts';

/** Where something was looked for. The organisation is the tenant and the first key of everything kept. */
export interface Scope {
  readonly organisation: string;
  readonly cloud: CloudName;
  /** AWS account, Azure subscription, GCP project. */
  readonly account: string;
  /** The provider's region, or `global` where the provider has none for the type. */
  readonly region: string;
}

export const GLOBAL_REGION = 'global';
