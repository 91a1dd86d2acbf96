export interface InstanceType {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly architecture: 'x86_64' | 'arm64';
  readonly currentGeneration: boolean;
  /** How often the company chose it. */
  readonly weight: number;
}

const type = (name: string, vcpus: number, memoryGib: number, weight: number, old = false): InstanceType => ({
  name,
  vcpus,
  memoryMib: memoryGib * 1024,
  // The letter g after the generation stands for Graviton.
  architecture: /^[a-z]+\dg/.test(name) ? 'arm64' : 'x86_64',
  currentGeneration: !old,
  weight,
});

/** Real types with their real sizes. */
export const instanceTypes: readonly InstanceType[] = [
  type('t2.micro', 1, 1, 3),
  type('t2.medium', 2, 4, 2),
  type('t3.micro', 2, 1, 6),
  type('t3.small', 2, 2, 6),
  type('t3.medium', 2, 4, 9),
  type('t3.large', 2, 8, 7),
  type('t3.xlarge', 4, 16, 3),
  type('t3a.medium', 2, 4, 2),
  type('t4g.small', 2, 2, 3),
  type('t4g.medium', 2, 4, 4),
  type('m4.large', 2, 8, 3, true),
  type('m5.large', 2, 8, 8),
  type('m5.xlarge', 4, 16, 6),
  type('m5.2xlarge', 8, 32, 3),
  type('m6i.large', 2, 8, 4),
  type('m6i.xlarge', 4, 16, 3),
  type('m6g.large', 2, 8, 3),
  type('m6g.xlarge', 4, 16, 2),
  type('m7g.large', 2, 8, 3),
  type('m7i.2xlarge', 8, 32, 1),
  type('c4.xlarge', 4, 7.5, 1, true),
  type('c5.large', 2, 4, 4),
  type('c5.xlarge', 4, 8, 3),
  type('c5.4xlarge', 16, 32, 1),
  type('c6g.large', 2, 4, 2),
  type('c7g.xlarge', 4, 8, 2),
  type('r4.large', 2, 15.25, 1, true),
  type('r5.large', 2, 16, 4),
  type('r5.xlarge', 4, 32, 2),
  type('r5.2xlarge', 8, 64, 1),
  type('r6g.large', 2, 16, 2),
  type('r6i.xlarge', 4, 32, 1),
  type('i3.large', 2, 15.25, 1),
  type('g4dn.xlarge', 4, 16, 1),
  type('p3.2xlarge', 8, 61, 0.5),
  type('x1e.xlarge', 4, 122, 0.2),
];

export const instanceTypeNamed: ReadonlyMap<string, InstanceType> = new Map(
  instanceTypes.map((one) => [one.name, one]),
);

/** A vCPU is half a core, but a whole one on Graviton, on T2 and where there is only one. */
export const threadsPerCore = ({ name, vcpus, architecture }: InstanceType): number =>
  architecture === 'arm64' || vcpus === 1 || name.startsWith('t2.') ? 1 : 2;
