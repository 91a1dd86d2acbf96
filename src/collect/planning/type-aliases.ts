/**
 * What people who come from the clouds' own libraries call types, for `collection.services`. Names of one type each, or of what one
 * of their calls lists; what is an API's name needs none.
 */
export const TYPE_ALIASES: Readonly<Record<string, readonly string[]>> = {
  // AWS
  ebs: ['ec2:volume'],
  snapshots: ['ec2:snapshot', 'Microsoft.Compute/snapshots'],
  nat_gateway: ['ec2:natgateway'],
  vpc: ['ec2:vpc', 'ec2:subnet', 'ec2:security-group'],
  elb: ['elasticloadbalancing:loadbalancer', 'elasticloadbalancing:targetgroup'],
  // Azure
  virtualMachines: ['Microsoft.Compute/virtualMachines'],
  disks: ['Microsoft.Compute/disks'],
  networkInterfaces: ['Microsoft.Network/networkInterfaces'],
  networkSecurityGroups: ['Microsoft.Network/networkSecurityGroups'],
  natGateways: ['Microsoft.Network/natGateways'],
  storageAccounts: ['Microsoft.Storage/storageAccounts'],
  // Google Cloud: their lists tell of zonal and regional ones alike.
  'compute.instances': ['compute.googleapis.com/Instance'],
  'compute.disks': ['compute.googleapis.com/Disk', 'compute.googleapis.com/RegionDisk'],
  'compute.snapshots': ['compute.googleapis.com/Snapshot'],
  'compute.routers': ['compute.googleapis.com/Router'],
  'compute.firewalls': ['compute.googleapis.com/Firewall'],
  'storage.buckets': ['storage.googleapis.com/Bucket'],
};
