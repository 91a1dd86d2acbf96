import type { AzureDetail } from '../../../estate/azure/azure-resource.ts';
import { virtualMachineType } from '../../../estate/azure/networks.ts';
import type { PlantedResource } from '../../../estate/estate.ts';
import type { MetricShape } from '../../../metrics/series.ts';

const percent = (name: string, peak = 100): MetricShape => ({ name, unit: 'Percent', peak, floor: 0.2 });
const count = (name: string, peak: number): MetricShape => ({ name, unit: 'Count', peak, floor: 0 });
const bytes = (name: string, peak: number): MetricShape => ({ name, unit: 'Bytes', peak, floor: 0 });
const size = (name: string, peak: number): MetricShape => ({ name, unit: 'Bytes', peak, constant: true });

/** What Azure Monitor measures of the resources of a type, by the type in lower case. */
export const metricFamilies: Readonly<Record<string, readonly MetricShape[]>> = {
  'microsoft.compute/virtualmachines': [
    percent('Percentage CPU'),
    size('Available Memory Bytes', 12_000_000_000),
    bytes('Network In Total', 900_000_000),
    bytes('Network Out Total', 700_000_000),
    bytes('Disk Read Bytes', 400_000_000),
    bytes('Disk Write Bytes', 500_000_000),
    count('Disk Read Operations/Sec', 220),
    count('Disk Write Operations/Sec', 260),
  ],
  'microsoft.compute/disks': [
    bytes('Composite Disk Read Bytes/sec', 9_000_000),
    bytes('Composite Disk Write Bytes/sec', 11_000_000),
    count('Composite Disk Read Operations/sec', 300),
    count('Composite Disk Write Operations/sec', 340),
  ],
  'microsoft.storage/storageaccounts': [
    size('UsedCapacity', 4_000_000_000_000),
    count('Transactions', 40_000),
    bytes('Ingress', 2_000_000_000),
    bytes('Egress', 3_000_000_000),
  ],
  'microsoft.sql/servers/databases': [
    percent('cpu_percent'),
    percent('dtu_consumption_percent'),
    percent('storage_percent', 80),
    count('connection_successful', 900),
  ],
  'microsoft.web/serverfarms': [percent('CpuPercentage'), percent('MemoryPercentage')],
  'microsoft.web/sites': [count('Requests', 3000), count('Http5xx', 20), bytes('MemoryWorkingSet', 600_000_000)],
  'microsoft.documentdb/databaseaccounts': [count('TotalRequests', 9000), percent('NormalizedRUConsumption')],
  'microsoft.cache/redis': [
    percent('serverLoad'),
    count('connectedclients', 120),
    count('totalcommandsprocessed', 60_000),
  ],
  'microsoft.network/loadbalancers': [bytes('ByteCount', 600_000_000), count('SYNCount', 5000)],
  'microsoft.network/applicationgateways': [bytes('Throughput', 8_000_000), count('TotalRequests', 6000)],
  'microsoft.network/publicipaddresses': [bytes('ByteCount', 300_000_000), count('PacketCount', 400_000)],
  'microsoft.network/natgateways': [bytes('ByteCount', 500_000_000), count('SNATConnectionCount', 900)],
  'microsoft.containerservice/managedclusters': [
    percent('node_cpu_usage_percentage'),
    percent('node_memory_working_set_percentage'),
  ],
  'microsoft.keyvault/vaults': [count('ServiceApiHit', 400)],
};

const dayMilliseconds = 86_400_000;

/** When it measured. What doesn't run has measured nothing for six weeks; a serving thing does until now. */
export function lifeOf({ type, createdAt, detail }: PlantedResource<AzureDetail>, now: Date) {
  const idle = type === virtualMachineType && !isRunning(detail);
  return { from: createdAt, to: idle ? new Date(now.getTime() - 42 * dayMilliseconds) : now };
}

function isRunning({ properties }: AzureDetail): boolean {
  const { extended } = properties as { extended?: { instanceView: { powerState: { code: string } } } };
  return extended?.instanceView.powerState.code === 'PowerState/running';
}
