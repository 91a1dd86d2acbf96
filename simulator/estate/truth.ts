import type { CloudEstate } from './cloud-estate.ts';
import { cloudEstates } from './clouds.ts';
import type {
  CloudName,
  Estate,
  PlantedAccount,
  PlantedAnomaly,
  PlantedCharge,
  PlantedResource,
  PlantedViolation,
} from './estate.ts';
import { wholeDecimal } from './micros.ts';
import { companyName, policy } from './policy.ts';

/** What a product that looks at this company ought to find. Counted from what was planted, by no policy. */
export interface Truth {
  readonly seed: number;
  readonly now: string;
  readonly policy: unknown;
  /** All of them; one in which the company has nothing has no accounts. */
  readonly clouds: Readonly<Record<CloudName, CloudTruth>>;
}

export interface CloudTruth {
  readonly accounts: readonly AccountTruth[];
  /** Azure: the directory that holds what lies in no subscription. */
  readonly tenant: { readonly id: string; readonly name: string } | undefined;
  /** By the provider's own type. */
  readonly types: Readonly<Record<string, { readonly resources: readonly ResourceTruth[] }>>;
  /** What exists and no inventory has a place for. */
  readonly beyond_inventory: readonly (ResourceTruth & { readonly type: string })[];
  /** By account, service and month. */
  readonly charges: Readonly<Record<string, Readonly<Record<string, MonthlyCharges>>>>;
  /** The same charges by region and month; `NoRegion` is AWS's word for having none, `Unassigned` Azure's. */
  readonly charges_by_region: Readonly<Record<string, MonthlyCharges>>;
  /** The same charges by tag, value and month; the value is empty where the tag is not there. */
  readonly charges_by_tag: Readonly<Record<string, Readonly<Record<string, MonthlyCharges>>>>;
  /** Days of the bill that stand out. */
  readonly anomalies: readonly AnomalyTruth[];
  /** Nothing of these two is planted yet. */
  readonly drift: readonly never[];
  readonly waste: readonly never[];
  readonly totals: TotalsTruth;
}

export interface AccountTruth {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly string[];
  readonly role_arn: string | undefined;
  readonly external_id: string | undefined;
  /** Of an Azure subscription: Enabled, Disabled, Warned. SUSPENDED, of AWS. */
  readonly state: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

export interface ResourceTruth {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly name: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly taggable: boolean;
  readonly violations: readonly PlantedViolation[];
}

/** By month, YYYY-MM. */
export type MonthlyCharges = Readonly<Record<string, ChargeTruth>>;

/** Exact decimals: `12.345678`. */
export interface ChargeTruth {
  readonly billed: string;
  readonly effective: string;
}

export interface AnomalyTruth {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly first_day: string;
  readonly last_day: string;
  /** How many times the usual amount. */
  readonly factor: number;
}

export interface TotalsTruth {
  readonly resources: number;
  readonly taggable: number;
  /** Taggable and without a violation that is an error. */
  readonly compliant: number;
  /** Compliant among taggable. */
  readonly compliance_score: number;
  readonly violations: Readonly<Partial<Record<PlantedViolation['type'], number>>>;
}

/** The truth about an estate, ready to be written as JSON. */
export function truthOf(estate: Estate): Truth {
  const none = cloudTruth(undefined, [], [], [], estate.now);
  const known = cloudEstates.map((cloud): [CloudName, CloudTruth] => {
    const ofCloud = <Item extends { readonly cloud: CloudName }>(items: readonly Item[]) =>
      items.filter((item) => item.cloud === cloud.name);
    const { accounts, resources, charges } = estate;
    return [cloud.name, cloudTruth(cloud, ofCloud(accounts), ofCloud(resources), ofCloud(charges), estate.now)];
  });
  return {
    seed: estate.seed,
    now: estate.now.toISOString(),
    policy,
    clouds: { aws: none, azure: none, gcp: none, ...Object.fromEntries(known) },
  };
}

function cloudTruth(
  cloud: CloudEstate | undefined,
  accounts: readonly PlantedAccount[],
  resources: readonly PlantedResource[],
  charges: readonly PlantedCharge[],
  now: Date,
): CloudTruth {
  const typeOf = ({ type }: PlantedResource): string => cloud?.providerType(type) ?? type;
  const inventory = resources.filter(({ beyondInventory }) => !beyondInventory);
  const byType = Map.groupBy(inventory, typeOf);
  return {
    accounts: accounts.map(accountTruth),
    tenant: tenantTruth(accounts),
    types: Object.fromEntries([...byType].map(([type, members]) => [type, { resources: members.map(resourceTruth) }])),
    charges: chargesTruth(charges),
    charges_by_region: grouped(charges, ({ region }) => region, monthly),
    charges_by_tag: tagChargesTruth(charges),
    anomalies: anomaliesTruth(cloud?.anomalies(accounts, now) ?? [], charges),
    drift: [],
    waste: [],
    beyond_inventory: resources
      .filter(({ beyondInventory }) => beyondInventory)
      .map((resource) => ({ ...resourceTruth(resource), type: typeOf(resource) })),
    totals: totalsTruth(inventory),
  };
}

function tenantTruth(accounts: readonly PlantedAccount[]): CloudTruth['tenant'] {
  const [id] = accounts.flatMap(({ tenantId }) => tenantId ?? []);
  return id === undefined ? undefined : { id, name: companyName };
}

const accountTruth = ({ id, name, regions, roleArn, externalId, state, tags }: PlantedAccount): AccountTruth => ({
  ...{ id, name, regions, state, tags },
  role_arn: roleArn,
  external_id: externalId,
});

const resourceTruth = ({ id, account, region, name, tags, taggable, violations }: PlantedResource): ResourceTruth => ({
  id,
  account,
  region,
  name,
  tags,
  taggable,
  violations,
});

function totalsTruth(resources: readonly PlantedResource[]): TotalsTruth {
  const taggable = resources.filter((resource) => resource.taggable);
  const compliant = taggable.filter(({ violations }) => violations.every(({ severity }) => severity !== 'error'));
  const violations: Partial<Record<PlantedViolation['type'], number>> = {};
  for (const { type } of resources.flatMap((resource) => resource.violations)) {
    violations[type] = (violations[type] ?? 0) + 1;
  }
  return {
    resources: resources.length,
    taggable: taggable.length,
    compliant: compliant.length,
    compliance_score: taggable.length === 0 ? 1 : compliant.length / taggable.length,
    violations,
  };
}

function chargesTruth(charges: readonly PlantedCharge[]): CloudTruth['charges'] {
  return grouped(
    charges,
    ({ account }) => account,
    (ofAccount) => grouped(ofAccount, ({ service }) => service, monthly),
  );
}

const monthly = (charges: readonly PlantedCharge[]): MonthlyCharges =>
  grouped(charges, ({ day }) => day.slice(0, 'YYYY-MM'.length), chargeTruth);

function tagChargesTruth(charges: readonly PlantedCharge[]): CloudTruth['charges_by_tag'] {
  const keys = [...new Set(charges.flatMap(({ tags }) => Object.keys(tags)))].sort();
  return Object.fromEntries(keys.map((key) => [key, grouped(charges, ({ tags }) => tags[key] ?? '', monthly)]));
}

/** Those of the plan that reached the bill: a small company may run nothing of a service. */
function anomaliesTruth(
  anomalies: readonly PlantedAnomaly[],
  charges: readonly PlantedCharge[],
): readonly AnomalyTruth[] {
  const billed = (anomaly: PlantedAnomaly) =>
    charges.some(
      ({ account, region, service, day, billedMicros }) =>
        account === anomaly.account &&
        region === anomaly.region &&
        service === anomaly.service &&
        day === anomaly.firstDay &&
        billedMicros > 0n,
    );
  return anomalies.filter(billed).map(({ account, region, service, firstDay, lastDay, factor }) => ({
    ...{ account, region, service, factor },
    ...{ first_day: firstDay, last_day: lastDay },
  }));
}

const chargeTruth = (charges: readonly PlantedCharge[]): ChargeTruth => ({
  billed: wholeDecimal(charges.reduce((sum, { billedMicros }) => sum + billedMicros, 0n)),
  effective: wholeDecimal(charges.reduce((sum, { effectiveMicros }) => sum + effectiveMicros, 0n)),
});

const grouped = <Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  resultOf: (group: readonly Item[]) => Result,
): Record<string, Result> =>
  Object.fromEntries([...Map.groupBy(items, keyOf)].map(([key, group]) => [key, resultOf(group)]));
