/** How the rights that CloudOptima needs are written down. */
export const ROLE_FORMATS = ['json', 'cloudformation', 'stackset', 'terraform', 'commands'] as const;
export type RoleFormat = (typeof ROLE_FORMATS)[number];

/** Something that somebody with the right to do so gives to the cloud. CloudOptima itself never does. */
export interface RoleDocument {
  /** What it is called where it is written: `cloudoptima-role.yaml`. */
  readonly file: string;
  readonly text: string;
}

/** Whom the rights are given, where, and which. Only the fields of the cloud are read; what is absent is asked for by the document. */
export interface RoleRequest {
  /** Whether it reads a bill: in AWS only the payer's account has one. */
  readonly costs: boolean;
  readonly metrics: boolean;
  /** What the provider itself recommends. */
  readonly recommendations: boolean;
  /** The provider's own roles in the place of one that grants exactly what is called. */
  readonly builtIn?: boolean;
  /** AWS: the account or the ARN that assumes the role. Azure: an object id. Google Cloud: `serviceAccount:…`. */
  readonly principal?: string;
  /** AWS: what the trust policy demands. */
  readonly externalId?: string;
  /** Azure: where the role is assigned. */
  readonly managementGroup?: string;
  readonly subscription?: string;
  /** Google Cloud: where the role is granted. */
  readonly organization?: string;
  readonly folder?: string;
  readonly project?: string;
  /** Google Cloud: whose quotas are used; and `<project>.<dataset>` of the billing export. */
  readonly quotaProject?: string;
  readonly billingDataset?: string;
}
