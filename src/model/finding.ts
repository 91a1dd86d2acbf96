import type { CloudName } from './cloud.ts';
import type { Money } from './money.ts';

/** A recommendation: what one check says of one resource, with what proves it. */
export interface Finding {
  readonly id: string;
  readonly check: string;
  readonly cloud: CloudName;
  readonly account: string;
  readonly resourceId: string;
  readonly category: 'compute' | 'storage' | 'network' | 'database' | 'commitment' | 'hygiene';
  readonly action: 'terminate' | 'delete' | 'stop' | 'schedule' | 'rightsize' | 'tier' | 'purchase' | 'review';
  readonly title: string;
  readonly because: string;
  /** The numbers that it rests on, with units in their names. */
  readonly evidence: Readonly<Record<string, number | string>>;
  /** Undefined when no price is known; never zero for that reason. A year is twelve of these. */
  readonly monthlySaving?: Money;
  readonly risk: 'low' | 'medium' | 'high';
  /** 0 to 1. */
  readonly confidence: number;
  readonly priceSource?: string;
  readonly priceAsOf?: string;
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly status: 'open' | 'accepted' | 'dismissed' | 'gone' | 'realised' | 'regressed';
  /** One for each resource; the others are alternatives and are never added up. */
  readonly primary: boolean;
}
