/** A size of virtual machines, and how often it is run here. */
export interface MachineSize {
  readonly name: string;
  readonly family: string;
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly weight: number;
}

export const machineSizes: readonly MachineSize[] = [
  { name: 'Standard_B2s', family: 'standardBSFamily', vcpus: 2, memoryGib: 4, weight: 20 },
  { name: 'Standard_D2s_v5', family: 'standardDSv5Family', vcpus: 2, memoryGib: 8, weight: 25 },
  { name: 'Standard_D4s_v5', family: 'standardDSv5Family', vcpus: 4, memoryGib: 16, weight: 20 },
  { name: 'Standard_D8s_v5', family: 'standardDSv5Family', vcpus: 8, memoryGib: 32, weight: 8 },
  { name: 'Standard_E4s_v5', family: 'standardESv5Family', vcpus: 4, memoryGib: 32, weight: 12 },
  { name: 'Standard_E8s_v5', family: 'standardESv5Family', vcpus: 8, memoryGib: 64, weight: 5 },
  { name: 'Standard_F4s_v2', family: 'standardFSv2Family', vcpus: 4, memoryGib: 8, weight: 8 },
  { name: 'Standard_D4ps_v5', family: 'standardDPSv5Family', vcpus: 4, memoryGib: 16, weight: 2 },
];
