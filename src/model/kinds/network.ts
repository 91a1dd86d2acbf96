/** A virtual network, or a subnet of one. */
export interface NetworkAttributes {
  readonly networkId?: string;
  readonly cidrBlocks?: readonly string[];
  readonly isDefault?: boolean;
  readonly availabilityZone?: string;
  readonly availableAddresses?: number;
}
