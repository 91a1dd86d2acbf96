import type { CollectContext } from '../collector.ts';
import { type GcpClients, pathPart } from './clients.ts';

export interface MachineSize {
  readonly vcpus: number | undefined;
  readonly memoryGib: number | undefined;
}

export const MACHINE_TYPE_ACTION = 'compute.machineTypes.get';

// `n2-custom-8-16384`, `custom-2-4096-ext`; the shared cores of E2 have two vCPUs: `e2-custom-small-4096`.
const CUSTOM = /^(?:[a-z0-9]+-)?custom-(?:(\d+)|micro|small|medium)-(\d+)(?:-ext)?$/;

/** What a custom type says of itself (https://cloud.google.com/compute/docs/instances/creating-instance-with-custom-machine-type). */
export function customSize(machineType: string): MachineSize | undefined {
  const [, vcpus, memoryMib] = CUSTOM.exec(machineType) ?? [];
  return memoryMib === undefined ? undefined : { vcpus: Number(vcpus ?? 2), memoryGib: Number(memoryMib) / 1024 };
}

interface MachineType {
  readonly guestCpus?: number;
  readonly memoryMb?: number;
}

/** What Compute Engine says of a type, asked once for all instances of it: it is the same in every zone. */
export async function machineSize(
  machineType: string,
  zone: string,
  { clients, scope, detail }: CollectContext<GcpClients>,
): Promise<MachineSize | undefined> {
  const custom = customSize(machineType);
  if (custom) return custom;
  const ask = async (): Promise<MachineType> =>
    clients.ask({
      service: 'compute',
      action: MACHINE_TYPE_ACTION,
      path: `compute/v1/projects/${pathPart(scope.account)}/zones/${pathPart(zone)}/machineTypes/${pathPart(machineType)}`,
      fields: ['guestCpus'],
    });
  const found = await detail(MACHINE_TYPE_ACTION, () => clients.once(`machine type ${machineType}`, ask));
  const { guestCpus, memoryMb } = found ?? {};
  return { vcpus: guestCpus, memoryGib: memoryMb === undefined ? undefined : memoryMb / 1024 };
}
