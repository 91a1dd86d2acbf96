import { type ChargeTest, every, not, some } from '../../../estate/charge-test.ts';
import type { PlantedCharge } from '../../../estate/estate.ts';
import type { AzureDoor } from '../../service.ts';
import { badRequest, type CostFilter, type ValueFilter } from './request.ts';

type Read = (charge: PlantedCharge) => string;

/** The value of a charge in a dimension. Cost Management writes ids, groups and places in lower case. */
export function dimensionOf(name: string, door: AzureDoor): Read {
  const names = new Map(door.tenant.subscriptions.map((one) => [one.id, one.name]));
  const dimensions: Readonly<Record<string, Read>> = {
    SubscriptionId: ({ account }) => account,
    SubscriptionName: ({ account }) => names.get(account) ?? '',
    ResourceGroup: ({ resourceGroup = '' }) => resourceGroup.toLowerCase(),
    ResourceGroupName: ({ resourceGroup = '' }) => resourceGroup.toLowerCase(),
    ResourceLocation: ({ region }) => region,
    ServiceName: ({ service }) => service,
    MeterCategory: ({ service }) => service,
    ChargeType: ({ chargeType = 'Usage' }) => chargeType,
    PricingModel: pricingModelOf,
    PublisherType: () => 'Azure',
  };
  const read = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
  if (read) return read;
  throw badRequest(
    `Invalid query definition: Invalid dimension ${name}; valid dimensions: ${Object.keys(dimensions).join(',')}.`,
  );
}

/** What a reservation covers costs nothing when it is billed and something in effect. */
function pricingModelOf({ chargeType, billedMicros, effectiveMicros }: PlantedCharge): string {
  return chargeType !== undefined || billedMicros < effectiveMicros ? 'Reservation' : 'OnDemand';
}

/** Keys of tags have no case. */
export function tagOf(key: string): Read {
  const wanted = key.toLowerCase();
  return ({ tags }) => {
    for (const [name, value] of Object.entries(tags)) if (name.toLowerCase() === wanted) return value;
    return '';
  };
}

/** Compiles a filter; every charge passes where there is none. */
export function filterOf(filter: CostFilter | undefined, door: AzureDoor): ChargeTest {
  if (!filter) return () => true;
  const { and, or, not: refused, dimensions, tags } = filter;
  if (and || or) {
    const parts = (and ?? or ?? []).map((part) => filterOf(part, door));
    if (parts.length < 2) throw badRequest('Invalid query definition: and/or must have at least 2 items.');
    return and ? every(parts) : some(parts);
  }
  if (refused) return not(filterOf(refused, door));
  if (dimensions) return among(dimensions, dimensionOf(dimensions.name, door));
  if (tags) return among(tags, tagOf(tags.name));
  throw badRequest('Invalid query definition: the filter is empty.');
}

function among({ operator, values }: ValueFilter, read: Read): ChargeTest {
  if (operator !== 'In') throw badRequest(`Invalid query definition: operator '${operator}' is not supported.`);
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return (charge) => wanted.has(read(charge).toLowerCase());
}
