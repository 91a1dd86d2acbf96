import type { PlantedAccount, PlantedAnomaly, PlantedCharge } from '../estate.ts';
import type { ChargePlanter, PlantingContext } from '../planter.ts';
import { applications, environments } from '../policy.ts';
import type { Random } from '../random.ts';
import { payerAmong } from './payer.ts';
import { commit, type DraftCharge, planSavings } from './savings-plan.ts';
import { type BilledService, globalServices, regionalServices } from './services.ts';

const monthsBefore = 13;
const dayMilliseconds = 86_400_000;
const daysInMonth = 30.4;
const taxPercent = 6n;

/** Thirteen full months and the open one, by day, up to and with today. */
export const plantCharges: ChargePlanter = (random, accounts, context) => {
  const payer = payerAmong(accounts);
  if (!payer) return [];
  const members = accounts.filter(({ cloud }) => cloud === 'aws');
  const days = billedDays(context.now);
  const usage = linesOf(random.fork('lines'), members, context).flatMap((line) =>
    dailyCharges(line, days, context.now),
  );
  const plan = planSavings(usage, days);
  const covered = commit(usage, plan, payer.id);
  return [...covered, ...supportAndTax(covered, payer.id)];
};

/** What is unusual in the bill; known, since it was put there. */
export function plantedAnomalies(accounts: readonly PlantedAccount[], now: Date): readonly PlantedAnomaly[] {
  const [, production, development, data] = accounts.filter(({ cloud }) => cloud === 'aws');
  const [region = ''] = production?.regions ?? [];
  if (!production || !development || !data) return [];
  const dayAgo = (days: number) => dayOf(new Date(now.getTime() - days * dayMilliseconds));
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

/** One line of the bill, as it goes on from day to day. */
interface Line {
  readonly account: string;
  readonly region: string;
  readonly service: BilledService;
  readonly tags: Readonly<Record<string, string>>;
  readonly monthlyDollars: number;
  readonly random: Random;
  readonly anomalies: readonly PlantedAnomaly[];
}

function linesOf(random: Random, accounts: readonly PlantedAccount[], context: PlantingContext): readonly Line[] {
  const anomalies = plantedAnomalies(accounts, context.now);
  return accounts.flatMap((account) => {
    const places = [
      ...account.regions.flatMap((region) => regionalServices.map((service) => ({ region, service, from: region }))),
      ...globalServices.map((service) => ({ region: 'global', service, from: undefined })),
    ];
    return places.flatMap(({ region, service, from }) => {
      const monthly = monthlyDollars(service, context, account.id, from);
      if (monthly === 0) return [];
      const own = random.fork(`${account.id}/${region}/${service.name}`);
      const here = anomalies.filter(
        (anomaly) => anomaly.account === account.id && anomaly.region === region && anomaly.service === service.name,
      );
      return taggedParts(own, service).map(
        ({ tags, share }, index): Line => ({
          account: account.id,
          region,
          service,
          tags,
          monthlyDollars: monthly * share,
          random: own.fork(index),
          anomalies: here,
        }),
      );
    });
  });
}

const monthlyDollars = (
  { monthly }: BilledService,
  { planted }: PlantingContext,
  account: string,
  region: string | undefined,
): number =>
  Object.entries(monthly).reduce((sum, [type, dollars]) => sum + dollars * planted(type, account, region).length, 0);

/** The teams that share a service in one place, and what belongs to none. */
function taggedParts(random: Random, { teams, untagged }: BilledService) {
  const owners = random.sample(applications, teams).map(({ team }) => ({
    tags: { Team: team, Environment: random.pick(environments) },
    weight: random.int(20, 100),
  }));
  const sum = owners.reduce((left, { weight }) => left + weight, 0);
  const tagged = owners.map(({ tags, weight }) => ({ tags, share: ((1 - untagged) * weight) / sum }));
  return [...tagged, { tags: {}, share: untagged }];
}

function dailyCharges(line: Line, days: readonly string[], now: Date): DraftCharge[] {
  const { account, region, service, tags, random } = line;
  return days.map((day, index) => {
    const monthsAgo = (days.length - 1 - index) / daysInMonth;
    const weekday = new Date(day).getUTCDay();
    const atWork = weekday === 0 || weekday === 6 ? 1 - service.weekdayShare : 1;
    const factor = line.anomalies.find(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay)?.factor ?? 1;
    // Today is billed as far as it has gone.
    const part = day === dayOf(now) ? (now.getTime() % dayMilliseconds) / dayMilliseconds : 1;
    const noise = 0.97 + 0.06 * random.next();
    const growth = (1 + service.monthlyGrowth) ** -monthsAgo;
    const dollars = (line.monthlyDollars / daysInMonth) * atWork * growth * noise * factor * part;
    const micros = BigInt(Math.round(dollars * 1_000_000));
    return {
      ...{ cloud: 'aws' as const, account, region, service: service.name, day },
      ...{ billedMicros: micros, effectiveMicros: micros, tags },
    };
  });
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

function billedDays(now: Date): readonly string[] {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBefore, 1);
  const count = Math.floor((now.getTime() - first) / dayMilliseconds) + 1;
  return Array.from({ length: count }, (_, index) => dayOf(new Date(first + index * dayMilliseconds)));
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
