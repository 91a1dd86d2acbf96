/** A NAT or VPN gateway. */
export interface GatewayAttributes {
  readonly networkId?: string;
  readonly subnetId?: string;
  readonly connectivity?: string;
  readonly publicIps?: readonly string[];
  readonly attachedTo?: readonly string[];
  readonly dataProcessedGib?: number;
  readonly availabilityZone?: string;
  /** Where one resource holds several: the NAT gateways of a router, by which metrics know them. */
  readonly gatewayNames?: readonly string[];
}
