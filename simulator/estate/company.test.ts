import { expect, test } from 'vitest';
import type { ElasticIp } from './aws/elastic-ips.ts';
import type { NatGateway, VpnGateway } from './aws/gateways.ts';
import type { Image } from './aws/images.ts';
import type { Instance } from './aws/instances.ts';
import type { Subnet, Vpc } from './aws/networks.ts';
import type { SecurityGroup } from './aws/security-groups.ts';
import type { Snapshot } from './aws/snapshots.ts';
import type { Volume } from './aws/volumes.ts';
import { plantCompany } from './company.ts';
import type { PlantedResource } from './estate.ts';

const now = new Date('2026-10-05T12:00:00Z');
const company = plantCompany({ seed: 1, resources: 1500, now });
const ofType = <Detail>(type: string) => company.accounts.flatMap(({ id }) => company.of<Detail>(type, id));
const by = <Detail>(resources: readonly PlantedResource<Detail>[], idOf: (detail: Detail) => string) =>
  new Map(resources.map((resource) => [idOf(resource.detail), resource]));

test.each([0, 1, 7, 100, 1500, 5000])('%i resources are exactly so many, with as many ids', (resources) => {
  const planted = plantCompany({ seed: 1, resources, now }).resources;
  expect(planted).toHaveLength(resources);
  expect(new Set(planted.map(({ id }) => id)).size).toBe(resources);
});

test('the same seed gives the same company, another seed another', () => {
  const { accounts, resources, charges } = plantCompany({ seed: 1, resources: 1500, now });
  expect({ accounts, resources, charges }).toEqual({
    accounts: company.accounts,
    resources: company.resources,
    charges: company.charges,
  });
  const other = plantCompany({ seed: 2, resources: 1500, now });
  expect(other.accounts.map(({ id }) => id)).not.toEqual(company.accounts.map(({ id }) => id));
  const ids = new Set(company.resources.map(({ id }) => id));
  expect(other.resources.filter(({ id }) => ids.has(id))).toEqual([]);
});

test('there are four accounts with twelve digits and five regions each', () => {
  expect(company.accounts).toHaveLength(4);
  for (const { id, regions, roleArn, externalId } of company.accounts) {
    expect(id).toMatch(/^[1-9]\d{11}$/);
    expect(new Set(regions).size).toBe(5);
    expect(regions).toContain('us-east-1');
    expect(roleArn).toContain(`:${id}:role/`);
    expect(externalId).toBeTruthy();
  }
});

test('a resource is found by its type, account and region', () => {
  const [{ id: account = '' } = {}] = company.accounts.slice(1);
  const here = company.resources.filter(
    (one) => one.type === 'ec2:volume' && one.account === account && one.region === 'us-east-1',
  );
  expect(here.length).toBeGreaterThan(0);
  expect(company.of('ec2:volume', account, 'us-east-1')).toEqual(here);
  expect(company.of('ec2:volume', account).length).toBeGreaterThan(here.length);
  expect(company.of('ec2:volume', account, 'eu-nowhere-1')).toEqual([]);
});

test('every attached volume is in the zone of its instance, and some are attached to nothing', () => {
  const instances = by(ofType<Instance>('ec2:instance'), ({ instanceId }) => instanceId);
  const volumes = ofType<Volume>('ec2:volume');
  const attached = volumes.filter(({ detail }) => detail.attachment);
  expect(volumes.length - attached.length).toBeGreaterThan(10);
  for (const { account, region, detail } of attached) {
    const instance = instances.get(detail.attachment?.instanceId ?? '');
    expect(instance).toMatchObject({ account, region, detail: { zone: detail.zone } });
    expect(detail.attachment?.attachTime).toEqual(instance?.detail.launchTime);
  }
  const places = attached.map(({ detail }) => `${detail.attachment?.instanceId} ${detail.attachment?.device}`);
  expect(new Set(places).size).toBe(places.length);
  const rooted = new Set(attached.map(({ detail }) => detail.attachment?.instanceId));
  expect(rooted.size).toBe(instances.size);
});

test('instances lie in subnets and security groups of their VPC, no two at one address', () => {
  const subnets = by(ofType<Subnet>('ec2:subnet'), ({ subnetId }) => subnetId);
  const groups = by(ofType<SecurityGroup>('ec2:security-group'), ({ groupId }) => groupId);
  const instances = ofType<Instance>('ec2:instance');
  for (const { account, region, detail } of instances) {
    expect(subnets.get(detail.subnetId ?? '')).toMatchObject({
      account,
      region,
      detail: { vpcId: detail.vpcId, zone: detail.zone },
    });
    for (const { groupId } of detail.securityGroups) {
      expect(groups.get(groupId)).toMatchObject({ account, region, detail: { vpcId: detail.vpcId } });
    }
  }
  const addresses = instances.map(({ detail }) => `${detail.subnetId} ${detail.privateAddress}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('stopped instances say since when, some do not; none stopped before it was launched', () => {
  const stopped = ofType<Instance>('ec2:instance').filter(({ detail }) => detail.state === 'stopped');
  const telling = stopped.filter(({ detail }) => detail.stopReason !== undefined);
  expect(telling.length).toBeGreaterThan(0);
  expect(telling.length).toBeLessThan(stopped.length);
  for (const { detail } of telling) {
    const [, moment = ''] =
      /^User initiated \((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) GMT\)$/.exec(detail.stopReason ?? '') ?? [];
    const since = new Date(`${moment.replace(' ', 'T')}Z`);
    expect(since.getTime()).toBeGreaterThanOrEqual(detail.launchTime.getTime());
    expect(since.getTime()).toBeLessThanOrEqual(now.getTime());
  }
});

test('some snapshots are of volumes that are gone, and every image has its snapshot', () => {
  const volumes = by(ofType<Volume>('ec2:volume'), ({ volumeId }) => volumeId);
  const snapshots = ofType<Snapshot>('ec2:snapshot');
  const orphans = snapshots.filter(({ detail }) => !volumes.has(detail.volumeId));
  expect(orphans.length).toBeGreaterThan(10);
  expect(orphans.length).toBeLessThan(snapshots.length);
  const bySnapshot = by(snapshots, ({ snapshotId }) => snapshotId);
  for (const { account, region, detail } of ofType<Image>('ec2:image')) {
    expect(bySnapshot.get(detail.snapshotId)).toMatchObject({ account, region, detail: { sizeGib: detail.sizeGib } });
  }
});

test('addresses belong to an instance, to a NAT gateway or to nobody', () => {
  const addresses = ofType<ElasticIp>('ec2:elastic-ip');
  const gateways = ofType<NatGateway>('ec2:natgateway');
  const taken = gateways.flatMap(({ detail }) => detail.elasticIp?.allocationId ?? []);
  expect(taken.length).toBeGreaterThan(0);
  expect(new Set(taken).size).toBe(taken.length);
  const ofInstances = addresses.filter(({ detail }) => detail.instance);
  expect(ofInstances.length).toBeGreaterThan(0);
  for (const { detail } of ofInstances) expect(detail.instance?.publicAddress).toBe(detail.publicAddress);
  expect(addresses.length).toBeGreaterThan(taken.length + ofInstances.length);
});

test('a VPC has one VPN gateway at most, and some gateways have no VPC', () => {
  const vpcs = by(ofType<Vpc>('ec2:vpc'), ({ vpcId }) => vpcId);
  const gateways = ofType<VpnGateway>('ec2:vpn-gateway');
  const attached = gateways.flatMap(({ detail }) => detail.vpcId ?? []);
  expect(new Set(attached).size).toBe(attached.length);
  expect(attached.length).toBeLessThan(gateways.length);
  for (const vpcId of attached) expect(vpcs.has(vpcId)).toBe(true);
});
