/** A reserved public address. */
export interface IpAddressAttributes {
  readonly publicIp?: string;
  readonly privateIp?: string;
  /** Id of what uses it; absent when it is idle. */
  readonly associatedWith?: string;
  readonly networkInterfaceId?: string;
}
