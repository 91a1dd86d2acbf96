/** What joins an instance to a network. */
export interface NetworkInterfaceAttributes {
  readonly networkId?: string;
  readonly subnetId?: string;
  readonly privateIp?: string;
  /** Id of what uses it; absent when it is idle. */
  readonly attachedTo?: string;
}
