import { dayAfter, daysBefore } from '../time.ts';
import { monthOf } from './billed-days.ts';
import type { GcpCharge } from './charge.ts';
import { nowhere } from './charge-lines.ts';

const taxPercent = 6n;

/** What Google took back later: each is of a month that was long invoiced, and exported in the one after. */
export function corrections(bill: readonly GcpCharge[], days: readonly string[]): readonly GcpCharge[] {
  const firsts = days.filter((day) => day.endsWith('-01')).slice(1, -2);
  return firsts
    .filter((_, position) => position % 4 === 0)
    .flatMap((first): readonly GcpCharge[] => {
      const day = dayAfter(first, 11);
      const wrong = bill.find((one) => one.day === day && one.service === 'Cloud SQL' && one.costMicros > 0n);
      if (!wrong) return [];
      const exportedOn = `${dayAfter(first, 33).slice(0, 7)}-06`;
      const micros = -(wrong.costMicros / 3n);
      return [
        {
          ...wrong,
          ...{ costType: 'adjustment', costMicros: micros, billedMicros: micros, effectiveMicros: micros, credits: [] },
          ...{ exportedOn, invoiceMonth: monthOf(exportedOn), usage: undefined },
          correction: { id: `adj-${first}`, description: 'Metering correction of Cloud SQL storage' },
        },
      ];
    });
}

/** For each closed month: tax on each project, and the fraction of a cent that makes the invoice come out. */
export function taxesAndRounding(bill: readonly GcpCharge[], days: readonly string[]): readonly GcpCharge[] {
  const [first = ''] = days;
  const open = monthOf(days.at(-1) ?? '');
  const closed = bill.filter(({ invoiceMonth }) => invoiceMonth < open && invoiceMonth >= monthOf(first));
  return [...Map.groupBy(closed, ({ invoiceMonth }) => invoiceMonth)].flatMap(([month, charges]) => {
    const day = `${month.slice(0, 4)}-${month.slice(4)}-01`;
    const taxes = [...Map.groupBy(charges, ({ account }) => account)].map(([account, own]) => {
      const sum = own.reduce((total, { billedMicros }) => total + billedMicros, 0n);
      return ofInvoice(account, day, 'tax', (sum * taxPercent) / 100n);
    });
    const total = [...charges, ...taxes].reduce((sum, { billedMicros }) => sum + billedMicros, 0n);
    const cents = (total + 5_000n) / 10_000n;
    return [...taxes, ofInvoice('', day, 'rounding_error', cents * 10_000n - total)];
  });
}

/** Stands on the first of its month, in no region and on no resource, and is exported after its end. */
function ofInvoice(account: string, day: string, costType: 'tax' | 'rounding_error', micros: bigint): GcpCharge {
  const from = new Date(day);
  return {
    ...{ cloud: 'gcp', account, region: nowhere, service: 'Invoice', day, tags: {}, costType },
    ...{ costMicros: micros, billedMicros: micros, effectiveMicros: micros, credits: [] },
    billedService: { id: '2062-016F-44A2', name: 'Invoice' },
    sku:
      costType === 'tax'
        ? { id: '6D5F-9B3A-1C84', description: 'Tax - United States' }
        : { id: '1C4A-77AE-90B2', description: 'Rounding error' },
    ...{ from, to: daysBefore(from, -1), invoiceMonth: monthOf(day) },
    exportedOn: `${dayAfter(day, 32).slice(0, 7)}-03`,
    ...{ usage: undefined, resource: undefined, location: undefined, zone: undefined, correction: undefined },
  };
}
