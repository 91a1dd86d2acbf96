/** A NAT or VPN gateway. */
export interface GatewayAttributes {
  readonly networkId?: string;
  readonly subnetId?: string;
  readonly connectivity?: string;
  readonly publicIps?: readonly string[];
  readonly attachedTo?: readonly string[];
  readonly dataProcessedGib?: number;
  readonly availabilityZone?: string;
}
