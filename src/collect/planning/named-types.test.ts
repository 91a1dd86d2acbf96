import { expect, test } from 'vitest';
import { awsCollectors } from '../../clouds/aws/resources/index.ts';
import { azureCollectors } from '../../clouds/azure/resources/index.ts';
import { gcpCollectors } from '../../clouds/gcp/resources/index.ts';
import { serviceOf } from '../../clouds/service-of.ts';
import { UserError } from '../../model/errors.ts';
import { chosenTypes, refuseUnknownTypes } from './named-types.ts';
import { TYPE_ALIASES } from './type-aliases.ts';

const every = [...awsCollectors, ...azureCollectors, ...gcpCollectors].map(({ type, kind }) => ({
  ...{ type, kind, service: serviceOf(type) },
}));
const chosen = (...words: string[]) => [...chosenTypes(words, every)];

test.each<[string, string[]]>([
  ['sqs', ['sqs:queue']],
  ['pubsub', ['pubsub.googleapis.com/Subscription', 'pubsub.googleapis.com/Topic']],
  ['ec2:volume', ['ec2:volume']],
  ['Microsoft.Compute/disks', ['Microsoft.Compute/disks']],
  ['microsoft.compute/DISKS', ['Microsoft.Compute/disks']],
  ['vpn-gateway', ['ec2:vpn-gateway', 'Microsoft.Network/virtualNetworkGateways']],
  ['ebs', ['ec2:volume']],
  ['snapshots', ['ec2:snapshot', 'Microsoft.Compute/snapshots']],
  ['virtualMachines', ['Microsoft.Compute/virtualMachines']],
  ['compute.routers', ['compute.googleapis.com/Router']],
])('%s chooses %j', (word, types) => expect(chosen(word)).toEqual(types));

test('an API’s name means the API, and not the kind of the same name', () => {
  expect(chosen('network').every((type) => type.startsWith('Microsoft.Network/'))).toBe(true);
  expect(chosen('ec2')).toContain('ec2:natgateway');
});

test.each(Object.entries(TYPE_ALIASES))('%s stands for types that are collected', (alias, types) =>
  expect(chosen(alias).toSorted()).toEqual(types.toSorted()),
);

// Everything that the configurations of the first document choose, as they spell it.
test.each([
  ['AWS', 'ec2 ebs snapshots rds s3 lambda elb nat_gateway vpc iam cloudwatch'],
  ['Azure', 'virtualMachines disks snapshots networkInterfaces networkSecurityGroups natGateways storageAccounts'],
  [
    'Google Cloud',
    'compute.instances compute.disks compute.snapshots compute.routers compute.firewalls storage.buckets',
  ],
])('every word of the first configuration of %s chooses something', (_, words) => {
  for (const word of words.split(' ')) expect(chosen(word)).not.toEqual([]);
});

test.each([
  ['ec3', 'There is no service "ec3" here. Did you mean "ec2"?'],
  ['nat_gatway', 'Did you mean "nat_gateway"?'],
  ['virtualMachine', 'Did you mean "virtualMachines"?'],
])('%s is refused', (word, message) => {
  expect(() => chosen('s3', word)).toThrow(UserError);
  expect(() => chosen('s3', word)).toThrow(message);
});

test('where no type is known no word is wrong', () => {
  expect(chosenTypes(['anything'], []).size).toBe(0);
  expect(() => refuseUnknownTypes(['anything'], [])).not.toThrow();
});
