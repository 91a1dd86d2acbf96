import type { ResourceState } from '../../../model/resource.ts';
import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { defineGcpCollector } from '../collector.ts';
import { MACHINE_TYPE_ACTION, type MachineSize, machineSize } from '../machine-types.ts';
import { fullName, fullNames, lastPart } from '../names.ts';
import { stateFacts } from '../states.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances */
interface Instance {
  readonly machineType?: string;
  readonly status?: string;
  readonly statusMessage?: string;
  readonly zone?: string;
  readonly creationTimestamp?: string;
  readonly lastStartTimestamp?: string;
  readonly lastStopTimestamp?: string;
  readonly lastSuspendedTimestamp?: string;
  readonly cpuPlatform?: string;
  readonly deletionProtection?: boolean;
  readonly scheduling?: {
    readonly provisioningModel?: string;
    readonly preemptible?: boolean;
    readonly nodeAffinities?: readonly object[];
  };
  readonly disks?: readonly {
    readonly source?: string;
    readonly boot?: boolean;
    readonly licenses?: readonly string[];
    readonly architecture?: string;
  }[];
  readonly networkInterfaces?: readonly {
    readonly network?: string;
    readonly subnetwork?: string;
    readonly networkIP?: string;
    readonly accessConfigs?: readonly { readonly natIP?: string }[];
  }[];
  /** What its machine type is made of. */
  readonly size?: MachineSize | undefined;
}

// https://cloud.google.com/compute/docs/instances/instance-life-cycle: a terminated one is stopped, and its disks are billed.
const STATES: Readonly<Record<string, ResourceState>> = {
  STAGING: 'pending',
  REPAIRING: 'pending',
  PENDING_STOP: 'stopping',
  SUSPENDING: 'stopping',
  TERMINATED: 'stopped',
  DEPROVISIONING: 'deleting',
};

function stoppedAt({ status, lastStopTimestamp, lastSuspendedTimestamp }: Instance): string | undefined {
  if (status === 'TERMINATED' || status === 'STOPPED') return instantOf(lastStopTimestamp);
  return status === 'SUSPENDED' ? instantOf(lastSuspendedTimestamp) : undefined;
}

function lifecycleOf({ scheduling }: Instance): string | undefined {
  if (scheduling?.provisioningModel === 'SPOT' || scheduling?.preemptible) return 'spot';
  return scheduling && (scheduling.provisioningModel ?? 'STANDARD') === 'STANDARD'
    ? 'on-demand'
    : scheduling?.provisioningModel?.toLowerCase();
}

/** Virtual machines, with vCPUs and memory from their type's name or from the catalogue. */
export const computeInstance = defineGcpCollector<Instance, 'instance'>({
  type: 'compute.googleapis.com/Instance',
  kind: 'instance',
  taggable: true,
  permissions: [MACHINE_TYPE_ACTION],
  detailed: true,
  async complete(asset, context) {
    const machineType = lastPart(asset.data.machineType);
    const zone = lastPart(asset.data.zone) ?? asset.location;
    if (!machineType || !zone) return asset;
    return { ...asset, data: { ...asset.data, size: await machineSize(machineType, zone, context) } };
  },
  normalize({ data, state }) {
    const status = data.status ?? state;
    const [first] = data.networkInterfaces ?? [];
    const boot = data.disks?.find((disk) => disk.boot);
    return {
      ...stateFacts(status, STATES),
      ...(data.creationTimestamp ? { createdAt: instantOf(data.creationTimestamp) } : {}),
      attributes: {
        instanceType: lastPart(data.machineType),
        availabilityZone: lastPart(data.zone),
        launchedAt: instantOf(data.lastStartTimestamp),
        stoppedAt: stoppedAt(data),
        stateTransitionReason: data.statusMessage || undefined,
        platform: lastPart(boot?.licenses?.[0]),
        architecture: boot?.architecture?.toLowerCase(),
        vcpus: data.size?.vcpus,
        memoryGib: data.size?.memoryGib,
        lifecycle: lifecycleOf(data),
        tenancy: data.scheduling?.nodeAffinities?.length ? 'sole-tenant' : undefined,
        networkId: fullName(first?.network),
        subnetId: fullName(first?.subnetwork),
        privateIp: first?.networkIP,
        publicIp: first?.accessConfigs?.find(({ natIP }) => natIP)?.natIP,
        volumes: data.disks && fullNames(data.disks.flatMap(({ source }) => source ?? [])),
      },
    };
  },
  // Not the metadata: start-up scripts and keys are in it.
  payload: (data) =>
    pick(data, [
      'machineType',
      'status',
      'zone',
      'creationTimestamp',
      'lastStartTimestamp',
      'lastStopTimestamp',
      'cpuPlatform',
      'deletionProtection',
      'scheduling',
    ]),
});
