export interface MachineType {
  readonly name: string;
  readonly cpus: number;
  readonly memoryMb: number;
  readonly monthlyDollars: number;
  /** Sustained use makes these cheaper by itself. */
  readonly sustained?: boolean;
}

/** What the company runs, and how often. Custom types tell their processors and memory in their name. */
export const machineTypes: readonly (readonly [MachineType, weight: number])[] = [
  [{ name: 'e2-micro', cpus: 2, memoryMb: 1024, monthlyDollars: 6 }, 8],
  [{ name: 'e2-medium', cpus: 2, memoryMb: 4096, monthlyDollars: 24 }, 14],
  [{ name: 'e2-standard-2', cpus: 2, memoryMb: 8192, monthlyDollars: 49 }, 14],
  [{ name: 'e2-standard-4', cpus: 4, memoryMb: 16384, monthlyDollars: 98 }, 10],
  [{ name: 'e2-highmem-8', cpus: 8, memoryMb: 65536, monthlyDollars: 264 }, 4],
  [{ name: 'n1-standard-1', cpus: 1, memoryMb: 3840, monthlyDollars: 35, sustained: true }, 6],
  [{ name: 'n1-standard-4', cpus: 4, memoryMb: 15360, monthlyDollars: 139, sustained: true }, 6],
  [{ name: 'n2-standard-4', cpus: 4, memoryMb: 16384, monthlyDollars: 142, sustained: true }, 8],
  [{ name: 'n2-standard-8', cpus: 8, memoryMb: 32768, monthlyDollars: 284, sustained: true }, 5],
  [{ name: 'n2d-standard-8', cpus: 8, memoryMb: 32768, monthlyDollars: 247, sustained: true }, 3],
  [{ name: 'c3-standard-4', cpus: 4, memoryMb: 16384, monthlyDollars: 152 }, 5],
  [{ name: 't2d-standard-2', cpus: 2, memoryMb: 8192, monthlyDollars: 62 }, 4],
  [{ name: 't2a-standard-4', cpus: 4, memoryMb: 16384, monthlyDollars: 112 }, 3],
  [{ name: 'custom-4-8192', cpus: 4, memoryMb: 8192, monthlyDollars: 118, sustained: true }, 3],
  [{ name: 'n2-custom-6-20480', cpus: 6, memoryMb: 20480, monthlyDollars: 205, sustained: true }, 3],
  [{ name: 'e2-custom-2-4096', cpus: 2, memoryMb: 4096, monthlyDollars: 41 }, 3],
  [{ name: 'n2-custom-4-65536-ext', cpus: 4, memoryMb: 65536, monthlyDollars: 341, sustained: true }, 1],
];

export const machineTypeNamed = (name: string): MachineType | undefined =>
  machineTypes.find(([type]) => type.name === name)?.[0];
