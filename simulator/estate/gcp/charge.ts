import type { PlantedCharge } from '../estate.ts';
import type { BilledAs, BilledService } from './services.ts';

export interface Credit {
  readonly name: string;
  readonly fullName: string;
  readonly type: CreditType;
  /** Negative. */
  readonly micros: bigint;
}

export type CreditType =
  | 'SUSTAINED_USAGE_DISCOUNT'
  | 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE'
  | 'FREE_TIER'
  | 'PROMOTION';

/** A row of the detailed billing export. What is billed is its cost and its credits together. */
export interface GcpCharge extends PlantedCharge {
  readonly costType: 'regular' | 'tax' | 'adjustment' | 'rounding_error';
  readonly costMicros: bigint;
  readonly credits: readonly Credit[];
  readonly billedService: Pick<BilledService, 'id' | 'name'>;
  readonly sku: BilledAs['sku'];
  /** None for taxes and the like. */
  readonly usage: { readonly amount: number; readonly unit: string } | undefined;
  readonly from: Date;
  readonly to: Date;
  /** YYYYMM, by Pacific time: the first hours of a month in UTC are on the invoice of the month before. */
  readonly invoiceMonth: string;
  /** The day whose partition holds the row, which is when it was exported. */
  readonly exportedOn: string;
  /** Only the dearest have a name. */
  readonly resource: { readonly name: string; readonly globalName: string } | undefined;
  /** The region, a multi-region or `global`; none for taxes and the like. */
  readonly location: string | undefined;
  readonly zone: string | undefined;
  readonly correction: { readonly id: string; readonly description: string } | undefined;
}

/** A charge that may still change while the bill is written. */
export type DraftCharge = { -readonly [Member in keyof GcpCharge]: GcpCharge[Member] };

export const isGcpCharge = (charge: PlantedCharge): charge is GcpCharge => charge.cloud === 'gcp';
