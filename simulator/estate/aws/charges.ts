import type { PlantedAccount, PlantedAnomaly, PlantedCharge } from '../estate.ts';
import type { ChargePlanter } from '../planter.ts';
import { dayOf, daysBefore } from '../time.ts';
import { billedDays, usageCharges } from '../usage.ts';
import { payerAmong } from './payer.ts';
import { commit, planSavings } from './savings-plan.ts';
import { globalServices, regionalServices } from './services.ts';

const taxPercent = 6n;

/** Thirteen full months and the open one, by day, up to and with today. */
export const plantCharges: ChargePlanter = (random, accounts, context) => {
  const payer = payerAmong(accounts);
  if (!payer) return [];
  const members = accounts.filter(({ cloud }) => cloud === 'aws');
  const days = billedDays(context.now);
  const billing = {
    ...{ cloud: 'aws' as const, regional: regionalServices, global: globalServices, globalRegion: 'global' },
    anomalies: plantedAnomalies(accounts, context.now),
  };
  const usage = usageCharges(billing, random.fork('lines'), members, context);
  const plan = planSavings(usage, days);
  const covered = commit(usage, plan, payer.id);
  return [...covered, ...supportAndTax(covered, payer.id)];
};

/** What is unusual in the bill; known, since it was put there. */
export function plantedAnomalies(accounts: readonly PlantedAccount[], now: Date): readonly PlantedAnomaly[] {
  const [, production, development, data] = accounts.filter(({ cloud }) => cloud === 'aws');
  const [region = ''] = production?.regions ?? [];
  if (!production || !development || !data) return [];
  const dayAgo = (days: number) => dayOf(daysBefore(now, days));
  return [
    {
      // Three days of copying between regions.
      ...{ account: production.id, region, service: 'EC2 - Other', factor: 6 },
      ...{ firstDay: dayAgo(9), lastDay: dayAgo(7) },
    },
    {
      // Logging left at debug.
      ...{ account: development.id, region, service: 'AmazonCloudWatch', factor: 14 },
      ...{ firstDay: dayAgo(40), lastDay: dayAgo(36) },
    },
    {
      // A function that called itself.
      ...{ account: data.id, region, service: 'AWS Lambda', factor: 22 },
      ...{ firstDay: dayAgo(75), lastDay: dayAgo(75) },
    },
  ];
}

/** Tax and support stand on the first day of each month, without a region and without tags. */
function supportAndTax(usage: readonly PlantedCharge[], payer: string): readonly PlantedCharge[] {
  const byMonth = new Map<string, bigint>();
  for (const { account, day, billedMicros } of usage) {
    const key = `${day.slice(0, 7)}-01/${account}`;
    byMonth.set(key, (byMonth.get(key) ?? 0n) + billedMicros);
  }
  const totals = [...byMonth].map(([key, micros]) => ({ day: key.slice(0, 10), account: key.slice(11), micros }));
  const taxes = totals.map(({ day, account, micros }) => unassigned('Tax', account, day, (micros * taxPercent) / 100n));
  const supported = new Map<string, bigint>();
  for (const { day, micros } of totals) supported.set(day, (supported.get(day) ?? 0n) + micros);
  const support = [...supported].map(([day, micros]) =>
    unassigned('AWS Support (Business)', payer, day, supportFee(micros)),
  );
  return [...taxes, ...support];
}

/** A tenth of the first $10,000, 7% up to $80,000, 5% up to $250,000, 3% of the rest; $100 at least. */
function supportFee(micros: bigint): bigint {
  const steps = [
    [10_000n, 10n],
    [70_000n, 7n],
    [170_000n, 5n],
  ] as const;
  let left = micros;
  let fee = 0n;
  for (const [dollars, percent] of steps) {
    const width = dollars * 1_000_000n;
    const step = left < width ? left : width;
    fee += (step * percent) / 100n;
    left -= step;
  }
  fee += (left * 3n) / 100n;
  return fee < 100_000_000n ? 100_000_000n : fee;
}

const unassigned = (service: string, account: string, day: string, micros: bigint): PlantedCharge => ({
  ...{ cloud: 'aws', account, region: 'NoRegion', service, day },
  ...{ billedMicros: micros, effectiveMicros: micros, tags: {} },
});
