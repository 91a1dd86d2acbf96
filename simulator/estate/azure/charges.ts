import type { PlantedAccount, PlantedAnomaly, PlantedCharge } from '../estate.ts';
import type { ChargePlanter } from '../planter.ts';
import type { Random } from '../random.ts';
import { dayOf, daysBefore } from '../time.ts';
import { billedDays, usageCharges } from '../usage.ts';
import { groupType, type ResourceGroup } from './groups.ts';
import { reserve } from './reservation.ts';
import { globalServices, regionalServices } from './services.ts';

/** Azure's word for having no location. */
export const nowhere = 'Unassigned';

/** Thirteen full months and the open one, by day, up to and with today. */
export const plantCharges: ChargePlanter = (random, accounts, context) => {
  const groupsOf = (account: string) => context.planted<ResourceGroup>(groupType, account);
  const usage = usageCharges(
    {
      ...{ cloud: 'azure', regional: regionalServices, global: globalServices, globalRegion: nowhere },
      anomalies: plantedAnomalies(accounts, context.now),
      describe: (line: Random, { id }, tags): Partial<PlantedCharge> => {
        const groups = groupsOf(id).filter(
          ({ detail }) => !tags.Environment || detail.environment === tags.Environment,
        );
        return { resourceGroup: groups.length > 0 ? line.pick(groups).detail.name : undefined };
      },
    },
    random.fork('lines'),
    accounts,
    context,
  );
  return reserve(usage, accounts, billedDays(context.now));
};

/** What is unusual in the bill; known, since it was put there. */
export function plantedAnomalies(accounts: readonly PlantedAccount[], now: Date): readonly PlantedAnomaly[] {
  const [, production, development] = accounts;
  const [region = ''] = production?.regions ?? [];
  if (!production || !development) return [];
  const dayAgo = (days: number) => dayOf(daysBefore(now, days));
  return [
    {
      // A workspace that took in the traces of a load test.
      ...{ account: development.id, region, service: 'Log Analytics', factor: 12 },
      ...{ firstDay: dayAgo(12), lastDay: dayAgo(10) },
    },
    {
      // A container whose throughput was left at its peak.
      ...{ account: production.id, region, service: 'Azure Cosmos DB', factor: 5 },
      ...{ firstDay: dayAgo(52), lastDay: dayAgo(48) },
    },
  ];
}
