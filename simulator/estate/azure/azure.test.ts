import { describe, expect, test } from 'vitest';
import { plantCompany } from '../company.ts';
import type { PlantedCharge } from '../estate.ts';
import { truthOf } from '../truth.ts';
import type { AzureDetail } from './azure-resource.ts';
import { plantedAnomalies } from './charges.ts';
import { diskType } from './compute.ts';
import { groupType } from './groups.ts';
import { networkInterfaceType, virtualMachineType } from './networks.ts';
import { azureTagForms } from './tag-forms.ts';

const now = new Date('2026-10-05T12:00:00Z');
const company = plantCompany({ seed: 1, resources: 1500, now, clouds: ['azure'] });
const ofType = (type: string) => company.of<AzureDetail>(type, '');
const folded = (ids: readonly { readonly id: string }[]) => new Set(ids.map(({ id }) => id.toLowerCase()));

test.each([0, 1, 40, 1500, 6000])('%i resources are exactly so many, with as many ids in any case', (resources) => {
  const planted = plantCompany({ seed: 2, resources, now, clouds: ['azure'] }).resources;
  expect(planted).toHaveLength(resources);
  expect(folded(planted).size).toBe(resources);
});

test('the clouds of a company share its resources, and AWS keeps its accounts', () => {
  const both = plantCompany({ seed: 1, resources: 1500, now, clouds: ['aws', 'azure'] });
  expect(both.resources).toHaveLength(1500);
  const [aws, azure] = [truthOf(both).clouds.aws, truthOf(both).clouds.azure];
  expect(aws.totals.resources + azure.totals.resources).toBe(1500);
  expect(azure.accounts.map(({ name }) => name)).toEqual(aws.accounts.map(({ name }) => name));
  expect(aws.accounts).toEqual(truthOf(plantCompany({ seed: 1, resources: 10, now })).clouds.aws.accounts);
});

test('another seed gives another tenant', () => {
  const other = plantCompany({ seed: 2, resources: 10, now, clouds: ['azure'] });
  expect(other.accounts[0]?.tenantId).not.toBe(company.accounts[0]?.tenantId);
  expect(new Set(company.accounts.map(({ tenantId }) => tenantId)).size).toBe(1);
});

test('every resource lies in a group of its subscription', () => {
  const groups = new Set(ofType(groupType).map(({ id }) => id.toLowerCase()));
  for (const { id, account } of company.resources.filter(({ type }) => type.startsWith('Microsoft.Compute/'))) {
    expect(groups).toContain(id.toLowerCase().split('/providers/')[0]);
    expect(id).toContain(`/subscriptions/${account}/`);
  }
});

test('ids and references differ in case, and agree without it', () => {
  const machines = ofType(virtualMachineType);
  expect(machines.some(({ id }) => !id.includes('/resourceGroups/rg-'))).toBe(true);
  expect(machines.some(({ id }) => id.includes('/providers/microsoft.compute/'))).toBe(true);
  const [exact, any] = [new Set(machines.map(({ id }) => id)), folded(machines)];
  const owners = ofType(diskType).flatMap(({ detail }) => detail.managedBy ?? []);
  expect(owners.some((owner) => !exact.has(owner))).toBe(true);
  expect(owners.every((owner) => any.has(owner.toLowerCase()))).toBe(true);
});

test('every machine has a disk and an interface; some of both belong to nothing', () => {
  const machines = ofType(virtualMachineType);
  const disks = ofType(diskType);
  expect(new Set(disks.map(({ detail }) => detail.managedBy?.toLowerCase())).size).toBe(machines.length + 1);
  const attached = ofType(networkInterfaceType).filter(({ detail }) => detail.properties.virtualMachine);
  expect(attached).toHaveLength(machines.length);
  expect(ofType(networkInterfaceType).length).toBeGreaterThan(machines.length);
});

describe('tags', () => {
  const keysOf = (names: readonly string[]) => names.flatMap((name) => azureTagForms.spellings[name as 'Owner'] ?? []);

  test('are written in several cases, and none of them is a violation', () => {
    const clean = company.resources.filter(({ violations, taggable }) => taggable && violations.length === 0);
    const written = new Set(clean.flatMap(({ tags }) => Object.keys(tags)));
    for (const key of keysOf(['Owner', 'Environment', 'CostCenter', 'Application', 'Team']))
      expect(written).toContain(key);
  });

  test('never hold two keys that differ by case alone', () => {
    for (const { tags } of company.resources) {
      const keys = Object.keys(tags);
      expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
    }
  });

  test('go wrong in every way, and what can’t have any is not counted', () => {
    const { violations, resources, taggable } = truthOf(company).clouds.azure.totals;
    for (const type of [
      'missing_required_tag',
      'invalid_value',
      'invalid_format',
      'misspelt_key',
      'naming_rule',
    ] as const) {
      expect(violations[type]).toBeGreaterThan(5);
    }
    expect(taggable).toBeLessThan(resources);
  });
});

describe('the bill', () => {
  const sum = (
    matches: (charge: PlantedCharge) => boolean,
    which: 'billedMicros' | 'effectiveMicros' = 'billedMicros',
  ) => company.charges.filter(matches).reduce((total, charge) => total + charge[which], 0n);
  const [purchase] = company.charges.filter(({ chargeType }) => chargeType === 'Purchase');
  const bought = purchase?.day ?? '';

  test('has a reservation that is billed once and effective day by day', () => {
    expect(purchase?.billedMicros).toBeGreaterThan(1_000_000n);
    expect(sum(({ day }) => day < bought)).toBe(sum(({ day }) => day < bought, 'effectiveMicros'));
    const days = BigInt(Math.round((Date.parse('2026-10-06') - Date.parse(bought)) / 86_400_000));
    const since = ({ day }: PlantedCharge) => day >= bought;
    const price = purchase?.billedMicros ?? 0n;
    expect(sum(since, 'effectiveMicros') - (sum(since) - price)).toBe((price * days) / 365n);
  });

  test('stands out on the days that are told', () => {
    const anomalies = plantedAnomalies(company.accounts, now);
    expect(truthOf(company).clouds.azure.anomalies).toHaveLength(anomalies.length);
    for (const { account, region, service, firstDay, factor } of anomalies) {
      const on = (day: string) =>
        Number(
          sum((one) => one.account === account && one.region === region && one.service === service && one.day === day),
        );
      const before = new Date(Date.parse(firstDay) - 7 * 86_400_000).toISOString().slice(0, 10);
      expect(on(firstDay) / on(before)).toBeGreaterThan(factor * 0.8);
    }
  });

  test('is short for subscriptions beyond the usual ones', () => {
    const large = plantCompany({ seed: 1, resources: 2000, now, clouds: ['azure'], accounts: 30 });
    const last = large.accounts.at(-1)?.id;
    const lines = new Set(large.charges.filter(({ account }) => account === last).map(({ region }) => region));
    expect(lines.size).toBeLessThanOrEqual(2);
  });
});

test('a machine tells its own disk and interface, which tell it', () => {
  const [disks, interfaces] = [folded(ofType(diskType)), folded(ofType(networkInterfaceType))];
  for (const { detail } of ofType(virtualMachineType)) {
    const { storageProfile, networkProfile } = detail.properties as {
      storageProfile: { osDisk: { managedDisk: { id: string } } };
      networkProfile: { networkInterfaces: { id: string }[] };
    };
    expect(disks).toContain(storageProfile.osDisk.managedDisk.id.toLowerCase());
    expect(interfaces).toContain(networkProfile.networkInterfaces[0]?.id.toLowerCase());
  }
});
