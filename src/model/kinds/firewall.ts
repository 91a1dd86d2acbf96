/** A security group, network security group or firewall rule. */
export interface FirewallAttributes {
  readonly networkId?: string;
  readonly description?: string;
  readonly inboundRules?: number;
  readonly outboundRules?: number;
}
