import { dailyDollars } from '../daily-cost.ts';
import type { PlantedAnomaly } from '../estate.ts';
import { microsOf } from '../micros.ts';
import type { ChargePlanter } from '../planter.ts';
import type { Random } from '../random.ts';
import { daysBefore, daysInMonth } from '../time.ts';
import { type BilledDay, billedDays, type InvoicedPart, monthOf } from './billed-days.ts';
import type { Credit, CreditType, DraftCharge } from './charge.ts';
import { type Line, linesOf, nowhere, plantedAnomalies } from './charge-lines.ts';
import { cover, planCommitment } from './commitment.ts';
import { corrections, taxesAndRounding } from './invoices.ts';
import { payingProject } from './organization.ts';
import { computeEngine } from './services.ts';

const mostMonthsBefore = 13;
/** A bill is kept for as many months as make so many rows; a big company's has fewer. */
const mostRows = 170_000;

/** Thirteen full months and the open one, by day, up to and with today. */
export const plantCharges: ChargePlanter = (random, accounts, context) => {
  const payer = payingProject(accounts);
  if (!payer) return [];
  const lines = linesOf(accounts, context);
  const fitting = Math.floor(mostRows / (Math.max(lines.length, 1) * daysInMonth));
  const days = billedDays(context.now, Math.max(2, Math.min(mostMonthsBefore, fitting)));
  const anomalies = plantedAnomalies(accounts, context.now);
  const usage = lines.map((line, position) => dailyCharges(random.fork(position), line, days, anomalies));
  const eligible = usage.filter((_, position) => lines[position]?.discount === 'committed').flat();
  const bill = [...usage.flat(), ...commit(eligible, days, payer.id)];
  const names = days.map(({ day }) => day);
  const later = [...corrections(bill, names), ...taxesAndRounding(bill, names)];
  return [...bill, ...later.filter(({ exportedOn }) => exportedOn <= (names.at(-1) ?? ''))];
};

function dailyCharges(
  random: Random,
  line: Line,
  days: readonly BilledDay[],
  anomalies: readonly PlantedAnomaly[],
): DraftCharge[] {
  const { service } = line.billed;
  const here = anomalies.filter(
    ({ account, region, service: name }) => account === line.account && region === line.region && name === service.name,
  );
  const movement = { ...service, monthlyDollars: line.monthlyDollars, anomalies: here };
  const place = line.resource?.detail.location ?? line.location;
  const whole = {
    resource: line.resource && { name: line.resource.name ?? '', globalName: line.resource.id },
    location: line.location,
    zone: place === line.location ? undefined : place,
  };
  return days.flatMap((billed) => {
    const dollars = dailyDollars(random, movement, billed);
    const exportedOn = random.chance(0.03) ? billed.exportedLateOn : billed.exportedOn;
    return billed.parts.map((part) => charge(line, whole, billed.day, part, exportedOn, dollars * part.share));
  });
}

// Without spreads: there are very many of these.
function charge(
  { account, region, billed, labels, discount }: Line,
  { resource, location, zone }: Pick<DraftCharge, 'resource' | 'location' | 'zone'>,
  day: string,
  { from, to, invoiceMonth }: InvoicedPart,
  exportedOn: string,
  dollars: number,
): DraftCharge {
  const costMicros = microsOf(dollars);
  const credits = creditsOf(billed.service.name, discount, account, day, costMicros);
  const billedMicros = credits.reduce((sum, { micros }) => sum + micros, costMicros);
  return {
    cloud: 'gcp',
    account,
    region,
    service: billed.service.name,
    day,
    tags: labels,
    billedMicros,
    effectiveMicros: billedMicros,
    costType: 'regular',
    costMicros,
    credits,
    billedService: billed.service,
    sku: billed.sku,
    usage: { amount: Math.round(dollars * billed.unitsPerDollar), unit: billed.unit },
    from,
    to,
    invoiceMonth,
    exportedOn,
    resource,
    location,
    zone,
    correction: undefined,
  };
}

const none: readonly Credit[] = [];

function creditsOf(
  service: string,
  discount: Line['discount'],
  account: string,
  day: string,
  costMicros: bigint,
): readonly Credit[] {
  if (discount === 'sustained') return credit('Sustained Usage Discount', 'SUSTAINED_USAGE_DISCOUNT', costMicros, 20n);
  if (service === 'Cloud Run') return credit('Free Tier - Cloud Run', 'FREE_TIER', costMicros, 15n);
  // A quarter for which Google paid what was new.
  const promoted = service === 'BigQuery' && account.startsWith('northwind-data') && /-(01|02|03)-/.test(day);
  return promoted ? credit('Data warehouse trial', 'PROMOTION', costMicros, 100n) : none;
}

function credit(name: string, type: CreditType, costMicros: bigint, percent: bigint): readonly Credit[] {
  const micros = -((costMicros * percent) / 100n);
  return micros === 0n ? none : [{ name, fullName: name, type, micros }];
}

/** Credits what the commitment covers, and writes its fee for every day. */
function commit(eligible: readonly DraftCharge[], days: readonly BilledDay[], payer: string): readonly DraftCharge[] {
  const commitment = planCommitment(
    eligible,
    days.map(({ day }) => day),
  );
  if (!commitment) return [];
  const byDay = Map.groupBy(eligible, ({ day }) => day);
  return days
    .filter(({ day }) => day >= commitment.firstDay)
    .map(({ day, exportedOn }): DraftCharge => {
      const from = new Date(day);
      cover(byDay.get(day) ?? [], commitment);
      return {
        ...{ cloud: 'gcp', account: payer, region: nowhere, service: computeEngine.name, day, tags: {} },
        ...{ costType: 'regular', costMicros: commitment.dailyFeeMicros, billedMicros: commitment.dailyFeeMicros },
        // Google tells no other: its own export in FOCUS's columns spreads no fee either.
        effectiveMicros: commitment.dailyFeeMicros,
        ...{ credits: none, billedService: computeEngine, usage: { amount: 86_400, unit: 'seconds' } },
        sku: { id: '18F4-6C0E-9D35', description: 'Commitment - dollar based v1: Compute Flexible for 3 years' },
        ...{ from, to: daysBefore(from, -1), invoiceMonth: monthOf(day), exportedOn },
        ...{ resource: undefined, location: 'global', zone: undefined, correction: undefined },
      };
    });
}
