import type { ElasticIp } from '../../../estate/aws/elastic-ips.ts';
import { instanceTypeNamed, threadsPerCore } from '../../../estate/aws/instance-types.ts';
import type { Instance } from '../../../estate/aws/instances.ts';
import { rootDevice, type Volume } from '../../../estate/aws/volumes.ts';
import type { Estate, PlantedResource } from '../../../estate/estate.ts';
import { joined } from '../../../estate/join.ts';
import type { Xml } from '../../protocols/xml.ts';
import { describe, tagSet, zoneId } from './describe.ts';

export const describeInstances = describe<Instance>({
  type: 'ec2:instance',
  set: 'reservationSet',
  ids: 'InstanceId',
  notFound: 'InvalidInstanceID.NotFound',
  idOf: ({ instanceId }) => instanceId,
  pages: { minimum: 5, maximum: 1000 },
  filters: {
    'instance-id': ({ detail }) => detail.instanceId,
    'instance-state-name': ({ detail }) => detail.state,
    'instance-type': ({ detail }) => detail.instanceType,
    'availability-zone': ({ detail }) => detail.zone,
    'vpc-id': ({ detail }) => detail.vpcId,
    'subnet-id': ({ detail }) => detail.subnetId,
    'image-id': ({ detail }) => detail.imageId,
    architecture: ({ detail }) => detail.architecture,
    tenancy: ({ detail }) => detail.tenancy,
    'instance-lifecycle': ({ detail }) => (detail.spotRequestId ? 'spot' : undefined),
    'platform-details': ({ detail }) => detail.platform.details,
  },
  write(instances, { estate, request }) {
    // Pages count instances, so that a reservation may go on in the next one.
    const reservations = Map.groupBy(instances, ({ detail }) => detail.reservationId);
    return [...reservations].map(([reservationId, members]) => ({
      reservationId,
      ownerId: request.account,
      groupSet: {},
      instancesSet: { item: members.map((instance, index) => instanceXml(instance, index, estate)) },
    }));
  },
});

const volumesByInstance = joined<Volume>('ec2:volume', ({ attachment }) => attachment?.instanceId);
const elasticIpsByInstance = joined<ElasticIp>('ec2:elastic-ip', ({ instance }) => instance?.instanceId);

function instanceXml(resource: PlantedResource<Instance>, index: number, estate: Estate): Xml {
  const { detail, region } = resource;
  const type = instanceTypeNamed.get(detail.instanceType);
  const groupSet = { item: detail.securityGroups.map((group) => ({ ...group })) };
  const running = detail.state === 'running';
  return {
    instanceId: detail.instanceId,
    imageId: detail.imageId,
    instanceState: running ? { code: 16, name: 'running' } : { code: 80, name: 'stopped' },
    privateDnsName: privateName(detail.privateAddress, region),
    dnsName: detail.publicAddress && publicName(detail.publicAddress, region),
    reason: detail.stopReason ?? '',
    amiLaunchIndex: index,
    productCodes: {},
    instanceType: detail.instanceType,
    launchTime: detail.launchTime,
    placement: {
      availabilityZoneId: zoneId(detail.zone),
      availabilityZone: detail.zone,
      groupName: '',
      tenancy: detail.tenancy,
    },
    platform: detail.platform.windows ? 'windows' : undefined,
    monitoring: { state: detail.detailedMonitoring ? 'enabled' : 'disabled' },
    subnetId: detail.subnetId,
    vpcId: detail.vpcId,
    privateIpAddress: detail.privateAddress,
    ipAddress: detail.publicAddress,
    sourceDestCheck: true,
    groupSet,
    stateReason: stopReasonXml(detail),
    architecture: detail.architecture,
    rootDeviceType: 'ebs',
    rootDeviceName: rootDevice(detail),
    blockDeviceMapping: { item: volumesByInstance(estate, detail.instanceId).map(mappingXml) },
    virtualizationType: 'hvm',
    instanceLifecycle: detail.spotRequestId && 'spot',
    spotInstanceRequestId: detail.spotRequestId,
    tagSet: tagSet(resource),
    hypervisor: 'xen',
    networkInterfaceSet: { item: [networkInterfaceXml(resource, groupSet, estate)] },
    ebsOptimized: false,
    enaSupport: true,
    cpuOptions: type && { coreCount: type.vcpus / threadsPerCore(type), threadsPerCore: threadsPerCore(type) },
    metadataOptions: { state: 'applied', httpTokens: 'required', httpPutResponseHopLimit: 2, httpEndpoint: 'enabled' },
    platformDetails: detail.platform.details,
    usageOperation: detail.platform.usageOperation,
    usageOperationUpdateTime: detail.launchTime,
    clientToken: '',
    keyName: 'northwind',
  };
}

const stopReasonXml = ({ state, stopReason }: Instance): Xml | undefined =>
  state === 'stopped' && stopReason !== undefined
    ? {
        code: 'Client.UserInitiatedShutdown',
        message: 'Client.UserInitiatedShutdown: User initiated shutdown',
      }
    : undefined;

const mappingXml = ({ detail }: PlantedResource<Volume>): Xml => ({
  deviceName: detail.attachment?.device,
  ebs: {
    volumeId: detail.volumeId,
    status: 'attached',
    attachTime: detail.attachment?.attachTime,
    deleteOnTermination: detail.attachment?.deleteOnTermination,
  },
});

function networkInterfaceXml(resource: PlantedResource<Instance>, groupSet: Xml, estate: Estate): Xml {
  const { detail, account, region } = resource;
  const elastic = elasticIpsByInstance(estate, detail.instanceId).length > 0;
  const association = detail.publicAddress && {
    ipOwnerId: elastic ? account : 'amazon',
    publicDnsName: publicName(detail.publicAddress, region),
    publicIp: detail.publicAddress,
  };
  const privateDnsName = privateName(detail.privateAddress, region);
  const address = { primary: true, privateDnsName, privateIpAddress: detail.privateAddress };
  return {
    networkInterfaceId: detail.networkInterfaceId,
    subnetId: detail.subnetId,
    vpcId: detail.vpcId,
    ownerId: account,
    status: 'in-use',
    privateIpAddress: detail.privateAddress,
    privateDnsName,
    sourceDestCheck: true,
    interfaceType: 'interface',
    groupSet,
    attachment: {
      attachmentId: `eni-attach-${detail.networkInterfaceId.slice('eni-'.length)}`,
      deviceIndex: 0,
      networkCardIndex: 0,
      status: 'attached',
      attachTime: detail.launchTime,
      deleteOnTermination: true,
    },
    association: association || undefined,
    privateIpAddressesSet: { item: [{ ...address, association: association || undefined }] },
  };
}

const privateName = (address: string, region: string): string => {
  const domain = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${address.replaceAll('.', '-')}.${domain}`;
};

const publicName = (address: string, region: string): string => {
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return `ec2-${address.replaceAll('.', '-')}.${domain}.amazonaws.com`;
};
