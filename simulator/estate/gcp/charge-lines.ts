import { usualAccounts } from '../account-plan.ts';
import type { PlantedAccount, PlantedAnomaly } from '../estate.ts';
import type { PlantingContext } from '../planter.ts';
import { dayOf, daysBefore } from '../time.ts';
import { machineTypeNamed } from './machine-types.ts';
import type { GcpDetail, GcpResource } from './resource.ts';
import { type BilledAs, billedAs, billedTypeNames } from './services.ts';

/** What the bill has for no region: nothing. */
export const nowhere = '';

const regionOf = (place: string): string => (/-/.test(place) ? place : nowhere);

/** One line of the bill, as it goes on from day to day: of one resource, or of all that the export doesn't name. */
export interface Line {
  readonly account: string;
  /** As the bill has it, which knows no region for what is global or in several. */
  readonly region: string;
  readonly location: string;
  readonly billed: BilledAs;
  readonly resource: GcpResource | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly monthlyDollars: number;
  /** Sustained use makes it cheaper by itself; commitments cover the other machines. */
  readonly discount: 'sustained' | 'committed' | undefined;
}

/** The dearest resources have lines of their own; every line is there for every day of the bill. */
const mostNamed = 240;

/** The lines of a bill for what was planted. Not every resource has its own: not every service tells them apart. */
export function linesOf(accounts: readonly PlantedAccount[], { planted }: PlantingContext): readonly Line[] {
  const own = accounts.flatMap((account) =>
    billedTypeNames.flatMap((type) =>
      planted<GcpDetail>(type, account.id).flatMap((resource) => {
        const line = ownLine(resource);
        return line ? [line] : [];
      }),
    ),
  );
  const dearest = [...own].sort((a, b) => b.monthlyDollars - a.monthlyDollars).slice(0, mostNamed);
  const named = new Set(dearest);
  // Lest the bill of a hundred projects fill the memory, those beyond the usual ones have short ones.
  const short = new Set(accounts.slice(usualAccounts).map(({ id }) => id));
  const rest = Map.groupBy(
    own.filter((line) => !named.has(line)),
    ({ account, location, billed, discount }) =>
      [account, short.has(account) ? '' : location, billed.service.id, discount ?? ''].join('/'),
  );
  return [...dearest, ...[...rest.values()].flatMap(pooled)];
}

function ownLine(resource: GcpResource): Line | undefined {
  const billed = billedAs(resource);
  const { monthlyDollars = 0, attributes } = resource.detail;
  if (!billed || monthlyDollars <= 0) return undefined;
  const machine = machineTypeNamed(String(attributes?.machineType));
  return {
    ...{
      account: resource.account,
      region: regionOf(resource.region),
      location: resource.region,
      billed,
      resource,
      labels: resource.tags,
      monthlyDollars,
    },
    discount: machine && (machine.sustained ? 'sustained' : 'committed'),
  };
}

function pooled(lines: readonly Line[]): readonly Line[] {
  const [first] = lines;
  if (!first) return [];
  const monthlyDollars = lines.reduce((sum, line) => sum + line.monthlyDollars, 0);
  return [{ ...first, resource: undefined, labels: {}, monthlyDollars }];
}

/** What is unusual in the bill; known, since it is put there. */
export function plantedAnomalies(accounts: readonly PlantedAccount[], now: Date): readonly PlantedAnomaly[] {
  const [, production, development, data] = accounts.filter(({ cloud }) => cloud === 'gcp');
  const [region = ''] = production?.regions ?? [];
  if (!production || !development || !data) return [];
  const dayAgo = (days: number) => dayOf(daysBefore(now, days));
  return [
    {
      // Three days of traffic through the gateways.
      ...{ account: production.id, region, service: 'Networking', factor: 6 },
      ...{ firstDay: dayAgo(9), lastDay: dayAgo(7) },
    },
    {
      // Logging left at debug.
      ...{ account: development.id, region: nowhere, service: 'Cloud Logging', factor: 14 },
      ...{ firstDay: dayAgo(40), lastDay: dayAgo(36) },
    },
    {
      // A function that called itself.
      ...{ account: data.id, region, service: 'Cloud Run Functions', factor: 22 },
      ...{ firstDay: dayAgo(75), lastDay: dayAgo(75) },
    },
  ];
}
