import type { MetricStatistic } from '../../model/metric.ts';
import type { Resource } from '../../model/resource.ts';

/** One metric of Azure Monitor and what we call it. */
export interface MetricDefinition {
  /** Ours: `cpu-percent`. */
  readonly metric: string;
  /** Monitor's: `Percentage CPU`. */
  readonly name: string;
  readonly statistics: readonly MetricStatistic[];
}

// Monitor has no percentiles, and those of its averages would be none of the load.
const LEVEL = ['average', 'maximum'] as const;
// Of what is left the least would matter, and the most says nothing.
const REST = ['average'] as const;
const COUNT = ['sum'] as const;

const CPU = 'cpu-percent';
const MEMORY = 'memory-percent';

// https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index
const DEFINITIONS: Readonly<Record<string, readonly MetricDefinition[]>> = {
  'Microsoft.Compute/virtualMachines': [
    { metric: CPU, name: 'Percentage CPU', statistics: LEVEL },
    { metric: 'available-memory-bytes', name: 'Available Memory Bytes', statistics: REST },
    { metric: 'network-in-bytes', name: 'Network In Total', statistics: COUNT },
    { metric: 'network-out-bytes', name: 'Network Out Total', statistics: COUNT },
  ],
  'Microsoft.Compute/disks': [
    { metric: 'read-operations-per-second', name: 'Composite Disk Read Operations/sec', statistics: LEVEL },
    { metric: 'write-operations-per-second', name: 'Composite Disk Write Operations/sec', statistics: LEVEL },
  ],
  'Microsoft.Network/natGateways': [{ metric: 'processed-bytes', name: 'ByteCount', statistics: COUNT }],
  'Microsoft.Network/loadBalancers': [{ metric: 'processed-bytes', name: 'ByteCount', statistics: COUNT }],
  'Microsoft.Network/publicIPAddresses': [{ metric: 'processed-bytes', name: 'ByteCount', statistics: COUNT }],
  'Microsoft.Network/applicationGateways': [{ metric: 'requests', name: 'TotalRequests', statistics: COUNT }],
  'Microsoft.Storage/storageAccounts': [
    { metric: 'requests', name: 'Transactions', statistics: COUNT },
    { metric: 'used-bytes', name: 'UsedCapacity', statistics: REST },
  ],
  'Microsoft.Sql/servers/databases': [
    { metric: CPU, name: 'cpu_percent', statistics: LEVEL },
    { metric: 'connections-opened', name: 'connection_successful', statistics: COUNT },
  ],
  'Microsoft.Sql/servers/elasticPools': [{ metric: CPU, name: 'cpu_percent', statistics: LEVEL }],
  'Microsoft.DBforPostgreSQL/flexibleServers': [
    { metric: CPU, name: 'cpu_percent', statistics: LEVEL },
    { metric: MEMORY, name: 'memory_percent', statistics: LEVEL },
    { metric: 'connections', name: 'active_connections', statistics: LEVEL },
  ],
  'Microsoft.DBforMySQL/flexibleServers': [
    { metric: CPU, name: 'cpu_percent', statistics: LEVEL },
    { metric: MEMORY, name: 'memory_percent', statistics: LEVEL },
    { metric: 'connections', name: 'active_connections', statistics: LEVEL },
  ],
  'Microsoft.Cache/redis': [{ metric: 'connections', name: 'connectedclients', statistics: ['maximum'] }],
  'Microsoft.DocumentDB/databaseAccounts': [
    { metric: 'request-units-percent', name: 'NormalizedRUConsumption', statistics: ['maximum'] },
  ],
  'Microsoft.Web/serverfarms': [
    { metric: CPU, name: 'CpuPercentage', statistics: LEVEL },
    { metric: MEMORY, name: 'MemoryPercentage', statistics: LEVEL },
  ],
  'Microsoft.Web/sites': [{ metric: 'requests', name: 'Requests', statistics: COUNT }],
  'Microsoft.ContainerService/managedClusters': [
    { metric: CPU, name: 'node_cpu_usage_percentage', statistics: LEVEL },
    { metric: MEMORY, name: 'node_memory_working_set_percentage', statistics: LEVEL },
  ],
};

export const METRIC_TYPES: readonly string[] = Object.keys(DEFINITIONS);

/** None for what has no metrics, or is gone and would be asked for nothing. */
export const metricsOf = ({ type, state }: Pick<Resource, 'type' | 'state'>): readonly MetricDefinition[] =>
  state !== 'terminated' && Object.hasOwn(DEFINITIONS, type) ? (DEFINITIONS[type] ?? []) : [];
