import { expect, test } from 'vitest';
import { awsCollectors } from '../src/clouds/aws/resources/index.ts';
import { azureCollectors } from '../src/clouds/azure/resources/index.ts';
import { gcpCollectors } from '../src/clouds/gcp/resources/index.ts';

const all: readonly { readonly type: string; readonly free?: true }[] = [
  ...awsCollectors,
  ...azureCollectors,
  ...gcpCollectors,
];
const isFree = (type: string): boolean | undefined => {
  const found = all.find((one) => one.type === type);
  return found && found.free === true;
};

test.each([
  'autoscaling:autoScalingGroup',
  'ec2:security-group',
  'ec2:subnet',
  'ec2:vpc',
  'elasticloadbalancing:targetgroup',
  'iam:access-key',
  'iam:role',
  'iam:user',
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Network/networkSecurityGroups',
  'Microsoft.Network/virtualNetworks',
  'Microsoft.Resources/subscriptions/resourceGroups',
  'compute.googleapis.com/Firewall',
  'compute.googleapis.com/Network',
  'compute.googleapis.com/Subnetwork',
  'iam.googleapis.com/ServiceAccount',
  'iam.googleapis.com/ServiceAccountKey',
])('%s never costs anything by itself', (type) => expect(isFree(type)).toBe(true));

// Each is easily taken for free: the page of its provider has a price for it, or for what is kept in it under its own name.
test.each([
  'acm:certificate',
  'cloudwatch:alarm',
  'ec2:elastic-ip',
  'ec2:image',
  'ec2:snapshot',
  'kms:key',
  'logs:log-group',
  'route53:hostedzone',
  'secretsmanager:secret',
  'Microsoft.Compute/images',
  'Microsoft.Compute/snapshots',
  'Microsoft.Network/publicIPAddresses',
  'compute.googleapis.com/Address',
  'compute.googleapis.com/Image',
  // Its gateways for Cloud NAT are charged to it.
  'compute.googleapis.com/Router',
  'compute.googleapis.com/Snapshot',
])('%s may cost something', (type) => expect(isFree(type)).toBe(false));
