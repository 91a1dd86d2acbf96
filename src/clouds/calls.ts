/** One request to a provider, named as its permission system and its quotas name it. */
export interface Call {
  readonly account: string;
  readonly region: string;
  /** The API whose quota it draws on: `ec2`. */
  readonly service: string;
  /** The permission: `ec2:DescribeVolumes`. */
  readonly action: string;
  /** What each attempt costs, exact dollars, where it differs from call to call; absent where the source tells its price. */
  readonly price?: string;
}

/**
 * How a request is sent: paced by its quota, retried when that helps, ended at the deadline, counted. Clouds wrap every
 * request in it and retry nothing themselves, so that one layer decides. `send` is called once for each attempt
 * and throws a CloudError.
 */
export type Send = <T>(call: Call, send: (signal: AbortSignal) => Promise<T>) => Promise<T>;
