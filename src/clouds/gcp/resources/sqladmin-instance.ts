import type { ResourceState } from '../../../model/resource.ts';
import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { defineGcpCollector } from '../collector.ts';
import { numberOf } from '../names.ts';
import { stateOf } from '../states.ts';

/** https://cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances */
interface SqlInstance {
  readonly state?: string;
  readonly databaseVersion?: string;
  readonly gceZone?: string;
  readonly createTime?: string;
  readonly masterInstanceName?: string;
  readonly instanceType?: string;
  readonly settings?: {
    readonly tier?: string;
    readonly edition?: string;
    readonly activationPolicy?: string;
    readonly availabilityType?: string;
    readonly dataDiskSizeGb?: string;
    readonly dataDiskType?: string;
    readonly ipConfiguration?: { readonly privateNetwork?: string };
    readonly backupConfiguration?: {
      readonly enabled?: boolean;
      readonly backupRetentionSettings?: { readonly retainedBackups?: number };
    };
  };
}

const STATES: Readonly<Record<string, ResourceState>> = {
  RUNNABLE: 'running',
  MAINTENANCE: 'running',
  ONLINE_MAINTENANCE: 'running',
  PENDING_CREATE: 'pending',
  PENDING_DELETE: 'deleting',
};

// An instance that somebody stopped is runnable still.
const isStopped = ({ state, settings }: SqlInstance): boolean =>
  state === 'RUNNABLE' && settings?.activationPolicy === 'NEVER';

/** `POSTGRES_15`, `MYSQL_8_0`, `SQLSERVER_2022_STANDARD`. */
function engineOf(version: string | undefined): { engine: string | undefined; engineVersion: string | undefined } {
  const [, engine, rest] = /^([A-Z]+)_(.+)$/.exec(version ?? '') ?? [];
  return { engine: engine?.toLowerCase(), engineVersion: rest?.replace(/^(\d+)_(\d+)/, '$1.$2').replaceAll('_', ' ') };
}

/** Databases of Cloud SQL. */
export const sqladminInstance = defineGcpCollector<SqlInstance, 'database'>({
  type: 'sqladmin.googleapis.com/Instance',
  kind: 'database',
  taggable: true,
  detailed: true,
  normalize({ data, state }) {
    const word = data.state ?? state;
    const { settings } = data;
    const backups = settings?.backupConfiguration;
    return {
      state: isStopped(data) ? 'stopped' : (stateOf(word, STATES) ?? 'unknown'),
      providerState: word,
      ...(data.createTime ? { createdAt: instantOf(data.createTime) } : {}),
      attributes: {
        instanceType: settings?.tier,
        ...engineOf(data.databaseVersion),
        storageType: settings?.dataDiskType,
        storageGib: numberOf(settings?.dataDiskSizeGb),
        encrypted: true,
        multiZone: settings?.availabilityType === undefined ? undefined : settings.availabilityType === 'REGIONAL',
        availabilityZone: data.gceZone,
        networkId: settings?.ipConfiguration?.privateNetwork,
        // One a day.
        backupRetentionDays: backups?.enabled ? backups.backupRetentionSettings?.retainedBackups : backups && 0,
      },
    };
  },
  payload: ({ settings, ...data }) => ({
    ...pick(data, ['state', 'databaseVersion', 'gceZone', 'instanceType', 'masterInstanceName']),
    settings: settings && pick(settings, ['tier', 'edition', 'activationPolicy', 'availabilityType', 'dataDiskSizeGb']),
  }),
});
