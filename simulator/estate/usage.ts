import { usualAccounts } from './account-plan.ts';
import { dailyDollars, type Movement } from './daily-cost.ts';
import type { CloudName, PlantedAccount, PlantedAnomaly, PlantedCharge } from './estate.ts';
import { microsOf } from './micros.ts';
import type { PlantingContext } from './planter.ts';
import { applications, environments } from './policy.ts';
import type { Random } from './random.ts';
import { daysInMonth, daysSince, goneOf } from './time.ts';

/** A service as the bill names it, and what it costs for each resource that it bills. */
export interface BilledService {
  readonly name: string;
  /** Dollars a month for each resource of a type. */
  readonly monthly: Readonly<Record<string, number>>;
  /** How many teams' lines it has in one account and region, beside the untagged one. */
  readonly teams: number;
  /** The share that no tag reaches: transfer, requests, what nobody tagged. */
  readonly untagged: number;
  /** What moves with working days, as a share of it. */
  readonly weekdayShare: number;
  readonly monthlyGrowth: number;
}

/** A charge that may still change while the bill is written. */
export type DraftCharge = { -readonly [Member in keyof PlantedCharge]: PlantedCharge[Member] };

/** What a cloud bills for, and how. */
export interface Billing {
  readonly cloud: CloudName;
  readonly regional: readonly BilledService[];
  /** Billed where no region is: the dollars are for each of all resources of the account. */
  readonly global: readonly BilledService[];
  /** The cloud's word for no region. */
  readonly globalRegion: string;
  readonly anomalies: readonly PlantedAnomaly[];
  /** What else the cloud says of a line with these tags. */
  describe?(random: Random, account: PlantedAccount, tags: PlantedCharge['tags']): Partial<PlantedCharge>;
}

/** A bill is kept for so many full months beside the open one. */
const monthsBefore = 13;
/** What was used on each day, before any discount. */
export const usageCharges = (
  billing: Billing,
  random: Random,
  accounts: readonly PlantedAccount[],
  context: PlantingContext,
): DraftCharge[] => {
  const days = billedDays(context.now);
  return linesOf(billing, random, accounts, context).flatMap((line) => dailyCharges(line, days, context.now));
};

/** One line of the bill, as it goes on from day to day. */
interface Line extends Movement {
  readonly place: Pick<PlantedCharge, 'cloud' | 'account' | 'region'> & Partial<PlantedCharge>;
  readonly service: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly random: Random;
}

function linesOf(
  billing: Billing,
  random: Random,
  accounts: readonly PlantedAccount[],
  context: PlantingContext,
): readonly Line[] {
  const { cloud, regional, global, globalRegion, anomalies } = billing;
  return accounts.flatMap((account, position) => {
    // Lest the bill of a hundred accounts fill the memory, those beyond the usual ones have short ones.
    const short = position >= usualAccounts;
    const regions = short ? account.regions.slice(0, 1) : account.regions;
    const places = [
      ...regions.flatMap((region) => regional.map((service) => ({ region, service, from: region }))),
      ...global.map((service) => ({ region: globalRegion, service, from: undefined })),
    ];
    return places.flatMap(({ region, service, from }) => {
      const monthly = monthlyDollars(service, context, account.id, from);
      if (monthly === 0) return [];
      const { name, weekdayShare, monthlyGrowth } = service;
      const own = random.fork(`${account.id}/${region}/${name}`);
      const here = anomalies.filter(
        (anomaly) => anomaly.account === account.id && anomaly.region === region && anomaly.service === name,
      );
      const teams = short ? Math.min(service.teams, 1) : service.teams;
      return taggedParts(own, { ...service, teams }).map(({ tags, share }, index): Line => {
        const line = own.fork(index);
        const described = billing.describe?.(line.fork('description'), account, tags);
        return {
          place: { cloud, account: account.id, region, ...described },
          ...{ service: name, weekdayShare, monthlyGrowth },
          ...{ tags, monthlyDollars: monthly * share, random: line, anomalies: here },
        };
      });
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
  const { place, service, tags, random } = line;
  return days.map((day, index) => {
    const monthsAgo = (days.length - 1 - index) / daysInMonth;
    // Today is billed as far as it has gone.
    const micros = microsOf(dailyDollars(random, line, { day, monthsAgo, gone: goneOf(day, now) }));
    return { ...place, service, day, billedMicros: micros, effectiveMicros: micros, tags };
  });
}

export const billedDays = (now: Date): readonly string[] => daysSince(now, monthsBefore);
