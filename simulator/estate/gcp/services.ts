import type { GcpResource } from './resource.ts';

/** A service of the bill, with how its cost moves. */
export interface BilledService {
  readonly id: string;
  readonly name: string;
  /** What moves with working days, as a share of it. */
  readonly weekdayShare: number;
  readonly monthlyGrowth: number;
}

const steady = { weekdayShare: 0.04, monthlyGrowth: 0.01 };

export const computeEngine: BilledService = {
  ...{ id: '6F81-5844-456A', name: 'Compute Engine', weekdayShare: 0.24, monthlyGrowth: 0.012 },
};
const networking = { id: 'E505-1604-58F8', name: 'Networking', ...steady };
const cloudStorage = { id: '95FF-2EF5-5EA3', name: 'Cloud Storage', weekdayShare: 0.02, monthlyGrowth: 0.025 };
const cloudSql = { id: '9662-B51E-5089', name: 'Cloud SQL', ...steady };
const kubernetes = { id: 'CCD8-9BF1-090E', name: 'Kubernetes Engine', ...steady };
const cloudRun = { id: '152E-C115-5142', name: 'Cloud Run', weekdayShare: 0.35, monthlyGrowth: 0.02 };
const cloudFunctions = { id: '29E7-DA93-CA13', name: 'Cloud Run Functions', weekdayShare: 0.4, monthlyGrowth: 0.02 };
const bigQuery = { id: '24E6-581D-38E5', name: 'BigQuery', weekdayShare: 0.3, monthlyGrowth: 0.02 };
const redis = { id: '5AF5-2C11-D467', name: 'Cloud Memorystore for Redis', ...steady };
const filestore = { id: 'D97E-AB26-5D95', name: 'Cloud Filestore', ...steady };
const artifacts = { id: '149C-F9EC-3994', name: 'Artifact Registry', ...steady };
const logging = { id: '5490-F7B7-8DF6', name: 'Cloud Logging', ...steady };

export interface BilledAs {
  readonly service: BilledService;
  readonly sku: { readonly id: string; readonly description: string };
  readonly unit: string;
  /** How many units a dollar buys. */
  readonly unitsPerDollar: number;
}

const billedTypes: Readonly<Record<string, BilledAs>> = {
  'compute.googleapis.com/Instance': {
    service: computeEngine,
    sku: { id: '2E27-4F75-95CD', description: 'E2 Instance Core running in Americas' },
    ...{ unit: 'seconds', unitsPerDollar: 165_000 },
  },
  'compute.googleapis.com/Disk': {
    service: computeEngine,
    sku: { id: 'D973-5D65-BAB2', description: 'Storage PD Capacity' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 7.06e16 },
  },
  'compute.googleapis.com/RegionDisk': {
    service: computeEngine,
    sku: { id: 'F26C-4D2F-8A21', description: 'Regional Storage PD Capacity' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 3.53e16 },
  },
  'compute.googleapis.com/Snapshot': {
    service: computeEngine,
    sku: { id: '5B31-8D09-1BD2', description: 'Storage PD Snapshot' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 5.6e16 },
  },
  'compute.googleapis.com/Image': {
    service: computeEngine,
    sku: { id: '3A4C-77D1-0F53', description: 'Storage Image' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 5.6e16 },
  },
  'compute.googleapis.com/Address': {
    service: networking,
    sku: { id: 'C054-7F72-A02E', description: 'External IP Charge on a Standard VM' },
    ...{ unit: 'seconds', unitsPerDollar: 720_000 },
  },
  'compute.googleapis.com/Router': {
    service: networking,
    sku: { id: '7B9E-20A1-4F7C', description: 'Networking Cloud Nat Gateway Uptime' },
    ...{ unit: 'seconds', unitsPerDollar: 82_000 },
  },
  'compute.googleapis.com/ForwardingRule': {
    service: networking,
    sku: { id: '2F6A-BF8E-71D8', description: 'Network Load Balancing: Forwarding Rule Minimum Service Charge' },
    ...{ unit: 'seconds', unitsPerDollar: 144_000 },
  },
  'storage.googleapis.com/Bucket': {
    service: cloudStorage,
    sku: { id: 'E5F0-6A5D-7BAD', description: 'Standard Storage US Regional' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 1.41e17 },
  },
  'sqladmin.googleapis.com/Instance': {
    service: cloudSql,
    sku: { id: '4C8A-9D1B-5EE0', description: 'Cloud SQL for PostgreSQL: Zonal - vCPU in Americas' },
    ...{ unit: 'seconds', unitsPerDollar: 87_000 },
  },
  'container.googleapis.com/Cluster': {
    service: kubernetes,
    sku: { id: 'B561-BFBD-1264', description: 'Regional Kubernetes Clusters' },
    ...{ unit: 'seconds', unitsPerDollar: 36_000 },
  },
  'run.googleapis.com/Service': {
    service: cloudRun,
    sku: { id: '40F1-4B9C-2A6D', description: 'Services CPU (Request-based billing)' },
    ...{ unit: 'seconds', unitsPerDollar: 41_600 },
  },
  'cloudfunctions.googleapis.com/Function': {
    service: cloudFunctions,
    sku: { id: '1A0B-4E9F-6C13', description: 'Functions CPU Time' },
    ...{ unit: 'seconds', unitsPerDollar: 100_000 },
  },
  'cloudfunctions.googleapis.com/CloudFunction': {
    service: cloudFunctions,
    sku: { id: '5DF5-9C3B-0E21', description: 'Invocations (1st Gen)' },
    ...{ unit: 'requests', unitsPerDollar: 2_500_000 },
  },
  'compute.googleapis.com/GlobalAddress': {
    service: networking,
    sku: { id: 'A0E6-9E7C-4C2D', description: 'Static Ip Charge' },
    ...{ unit: 'seconds', unitsPerDollar: 360_000 },
  },
  'compute.googleapis.com/GlobalForwardingRule': {
    service: networking,
    sku: { id: '1B8B-2C1F-9A3E', description: 'Global Forwarding Rule Minimum Service Charge' },
    ...{ unit: 'seconds', unitsPerDollar: 144_000 },
  },
  'bigquery.googleapis.com/Dataset': {
    service: bigQuery,
    sku: { id: '4BAF-1AD6-343F', description: 'Active Logical Storage (us)' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 1.41e17 },
  },
  'redis.googleapis.com/Instance': {
    service: redis,
    sku: { id: '6C0B-3F2E-8F4D', description: 'Redis Capacity Basic M1' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 1e14 },
  },
  'file.googleapis.com/Instance': {
    service: filestore,
    sku: { id: '9B1D-5E4A-2C07', description: 'Filestore Capacity Basic HDD' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 1.41e16 },
  },
  'artifactregistry.googleapis.com/Repository': {
    service: artifacts,
    sku: { id: '7E5A-11C9-D0F2', description: 'Artifact Registry Storage' },
    ...{ unit: 'byte-seconds', unitsPerDollar: 2.82e16 },
  },
  'logging.googleapis.com/LogBucket': {
    service: logging,
    sku: { id: '143F-A1B0-E0BE', description: 'Log Storage cost' },
    ...{ unit: 'byte', unitsPerDollar: 2.15e9 },
  },
};

export const billedTypeNames: readonly string[] = Object.keys(billedTypes);

/** Where the bill shows a type, if it shows it at all. */
export const billedAs = ({ type }: Pick<GcpResource, 'type'>): BilledAs | undefined => billedTypes[type];
