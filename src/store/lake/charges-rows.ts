import { hash } from 'node:crypto';
import type { Charge } from '../../model/charge.ts';
import { money } from '../../model/money.ts';
import { readableLine } from './engine-text.ts';

/** Decided in docs/decisions/0003-decimal-scale.md. */
export const AMOUNT_SCALE = 18;
const AMOUNT_WIDTH = 38;
export const AMOUNT = `DECIMAL(${AMOUNT_WIDTH}, ${AMOUNT_SCALE})`;

/** The columns of a file of charges; those that no source tells yet are there so that every file can be asked alike. */
export const CHARGE_COLUMNS = {
  ChargePeriodStart: 'DATE',
  ChargePeriodEnd: 'DATE',
  ProviderName: 'VARCHAR',
  BillingAccountId: 'VARCHAR',
  SubAccountId: 'VARCHAR',
  ServiceName: 'VARCHAR',
  RegionId: 'VARCHAR',
  ResourceId: 'VARCHAR',
  Tags: 'MAP(VARCHAR, VARCHAR)',
  ChargeCategory: 'VARCHAR',
  x_InvoiceMonth: 'VARCHAR',
  BilledCost: AMOUNT,
  EffectiveCost: AMOUNT,
  ListCost: AMOUNT,
  ContractedCost: AMOUNT,
  BillingCurrency: 'VARCHAR',
  ConsumedQuantity: AMOUNT,
  ConsumedUnit: 'VARCHAR',
  x_Estimated: 'BOOLEAN',
} as const;

type Amounts = 'BilledCost' | 'EffectiveCost' | 'ConsumedQuantity';

/** Amounts stay text on the way into the engine: its JSON reader takes numbers for doubles. */
export const JSON_COLUMNS = `{${Object.entries(CHARGE_COLUMNS)
  .map(([name, type]) => `${name}: '${type === AMOUNT ? 'VARCHAR' : type}'`)
  .join(', ')}}`;

/** One line of JSON for each charge, the same for the same charge however it was put together. */
export function chargeLine(charge: Charge): string {
  const line: Required<{ [Column in keyof Charge]: Charge[Column] | undefined }> = {
    ChargePeriodStart: charge.ChargePeriodStart,
    ChargePeriodEnd: charge.ChargePeriodEnd,
    ProviderName: charge.ProviderName,
    BillingAccountId: charge.BillingAccountId,
    SubAccountId: charge.SubAccountId,
    ServiceName: charge.ServiceName,
    RegionId: charge.RegionId,
    ResourceId: charge.ResourceId,
    Tags: charge.Tags && sorted(charge.Tags),
    ChargeCategory: charge.ChargeCategory,
    BilledCost: amount(charge, 'BilledCost'),
    EffectiveCost: amount(charge, 'EffectiveCost'),
    BillingCurrency: charge.BillingCurrency,
    ConsumedQuantity: amount(charge, 'ConsumedQuantity'),
    ConsumedUnit: charge.ConsumedUnit,
    x_Estimated: charge.x_Estimated,
  };
  return readableLine(line);
}

const sorted = (tags: NonNullable<Charge['Tags']>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The same for the same charges in any order. */
export const contentHash = (lines: readonly string[]): string => hash('sha256', lines.toSorted().join('\n'));

/** Canonical digits. The engine would round what is too fine, so that is refused here. @throws RangeError */
function amount(charge: Charge, column: Amounts): string | undefined {
  const text = charge[column];
  if (text === undefined) return;
  const exact = money(text, charge.BillingCurrency).amount;
  const [whole = '', fraction = ''] = exact.replace('-', '').split('.');
  if (fraction.length > AMOUNT_SCALE || whole.length > AMOUNT_WIDTH - AMOUNT_SCALE)
    throw new RangeError(
      `${column} ${text.slice(0, 60)} has more than ${AMOUNT_WIDTH - AMOUNT_SCALE} digits before or ${AMOUNT_SCALE} behind the point`,
    );
  return exact;
}
