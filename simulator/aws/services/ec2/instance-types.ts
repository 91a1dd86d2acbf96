import {
  type InstanceType,
  instanceTypeNamed,
  instanceTypes,
  threadsPerCore,
} from '../../../estate/aws/instance-types.ts';
import type { QueryOperation } from '../../protocols/query.ts';
import type { Xml } from '../../protocols/xml.ts';
import { AwsError } from '../../service.ts';
import { ec2Paging } from './describe.ts';

/** The types that are asked for, or a page of all. */
export const describeInstanceTypes: QueryOperation = (call) => {
  const wanted = call.list('InstanceType');
  if (wanted.length > 100) {
    throw new AwsError('InvalidParameterValue', 'The number of instance types may not exceed 100');
  }
  const unknown = wanted.filter((name) => !instanceTypeNamed.has(name));
  if (unknown.length > 0) {
    const message = `The following supplied instance types do not exist: [${unknown.join(', ')}]`;
    throw new AwsError('InvalidInstanceType', message);
  }
  const chosen = instanceTypes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const { items, nextToken } = call.page(chosen, { ...ec2Paging, minimum: 5, maximum: 100, default: 100 });
  return { instanceTypeSet: { item: items.map(typeXml) }, nextToken };
};

const typeXml = (type: InstanceType): Xml => ({
  instanceType: type.name,
  currentGeneration: type.currentGeneration,
  freeTierEligible: ['t2.micro', 't3.micro'].includes(type.name),
  supportedUsageClasses: { item: ['on-demand', 'spot'] },
  supportedRootDeviceTypes: { item: ['ebs'] },
  supportedVirtualizationTypes: { item: ['hvm'] },
  bareMetal: false,
  hypervisor: /^[a-z]+[1-4]\./.test(type.name) && !type.name.startsWith('t3') ? 'xen' : 'nitro',
  processorInfo: { supportedArchitectures: { item: [type.architecture] } },
  vCpuInfo: coresXml(type),
  memoryInfo: { sizeInMiB: type.memoryMib },
  burstablePerformanceSupported: type.name.startsWith('t'),
});

const coresXml = (type: InstanceType): Xml => {
  const threads = threadsPerCore(type);
  return { defaultVCpus: type.vcpus, defaultCores: type.vcpus / threads, defaultThreadsPerCore: threads };
};
