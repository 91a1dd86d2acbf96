import type { DbClusterDetail, DbInstanceDetail, DbSnapshotDetail } from '../../estate/aws/rds.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type QueryCall, queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { AwsError } from '../service.ts';
import { databasePaging } from './database-paging.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

/** RDS: databases, Aurora clusters and their snapshots. */
export const rdsService = queryService({
  signingName: 'rds',
  version: '2014-10-31',
  namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
  operations: {
    DescribeDBInstances(call) {
      const asked = named<DbInstanceDetail>(call, 'rds:db', 'DBInstanceIdentifier', 'DBInstanceNotFound', 'DBInstance');
      const { items, nextToken } = call.page(filtered(call, asked, instanceFilters), databasePaging);
      return { DBInstances: { DBInstance: items.map(instanceXml) }, Marker: nextToken };
    },
    DescribeDBClusters(call) {
      const asked = named<DbClusterDetail>(
        call,
        'rds:cluster',
        'DBClusterIdentifier',
        'DBClusterNotFoundFault',
        'DBCluster',
      );
      const { items, nextToken } = call.page(filtered(call, asked, clusterFilters), databasePaging);
      const instances = resourcesOf<DbInstanceDetail>(call, 'rds:db');
      return {
        DBClusters: { DBCluster: items.map((cluster) => clusterXml(cluster, instances)) },
        Marker: nextToken,
      };
    },
    DescribeDBSnapshots(call) {
      const asked = named<DbSnapshotDetail>(
        call,
        'rds:snapshot',
        'DBSnapshotIdentifier',
        'DBSnapshotNotFound',
        'DBSnapshot',
      );
      const { items, nextToken } = call.page(snapshotsAsked(call, asked, 'DBInstanceIdentifier'), databasePaging);
      return { DBSnapshots: { DBSnapshot: items.map(snapshotXml) }, Marker: nextToken };
    },
    DescribeDBClusterSnapshots(call) {
      const asked = named<DbSnapshotDetail>(
        call,
        'rds:cluster-snapshot',
        'DBClusterSnapshotIdentifier',
        'DBClusterSnapshotNotFoundFault',
        'DBClusterSnapshot',
      );
      const { items, nextToken } = call.page(snapshotsAsked(call, asked, 'DBClusterIdentifier'), databasePaging);
      return { DBClusterSnapshots: { DBClusterSnapshot: items.map(clusterSnapshotXml) }, Marker: nextToken };
    },
    ListTagsForResource(call) {
      const arn = call.required('ResourceName');
      const type = `rds:${arn.split(':')[5]}`;
      const resource = resourcesOf(call, type).find(({ id }) => id === arn);
      if (!resource) throw new AwsError(notFound[type] ?? 'InvalidParameterValue', `${arn} not found.`, 404);
      return { TagList: { Tag: tagList(resource.tags) } };
    },
  },
});

const notFound: Readonly<Record<string, string>> = {
  'rds:db': 'DBInstanceNotFound',
  'rds:cluster': 'DBClusterNotFoundFault',
  'rds:snapshot': 'DBSnapshotNotFound',
  'rds:cluster-snapshot': 'DBClusterSnapshotNotFoundFault',
};

type FilterReaders<Detail> = Readonly<Record<string, (resource: PlantedResource<Detail>) => string | undefined>>;

const instanceFilters: FilterReaders<DbInstanceDetail> = {
  'db-instance-id': ({ detail }) => detail.identifier,
  'dbi-resource-id': ({ detail }) => detail.resourceId,
  'db-cluster-id': ({ detail }) => detail.cluster,
  engine: ({ detail }) => detail.engine,
};

const clusterFilters: FilterReaders<DbClusterDetail> = {
  'db-cluster-id': ({ detail }) => detail.identifier,
  'db-cluster-resource-id': ({ detail }) => detail.resourceId,
  engine: ({ detail }) => detail.engine,
};

const resourcesOf = <Detail>({ estate, request }: QueryCall, type: string) =>
  plantedHere<Detail>(type, request, estate);

/** All of a type, or the one that is asked for by its identifier or ARN. */
function named<Detail extends { readonly identifier: string }>(
  call: QueryCall,
  type: string,
  parameter: string,
  code: string,
  what: string,
): readonly PlantedResource<Detail>[] {
  const all = resourcesOf<Detail>(call, type);
  const wanted = call.param(parameter);
  if (wanted === undefined) return all;
  const found = all.filter(({ id, detail }) => id === wanted || detail.identifier === wanted.toLowerCase());
  if (found.length === 0) throw new AwsError(code, `${what} ${wanted} not found.`, 404);
  return found;
}

function filtered<Detail>(
  call: QueryCall,
  resources: readonly PlantedResource<Detail>[],
  readers: FilterReaders<Detail>,
): readonly PlantedResource<Detail>[] {
  return call.structures('Filters.Filter').reduce((left, filter) => {
    const name = filter.param('Name') ?? '';
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!read) throw new AwsError('InvalidParameterValue', `Unrecognized filter name: ${name}`);
    const values = new Set(filter.list('Values.Value'));
    return left.filter((resource) => values.has(read(resource) ?? ''));
  }, resources);
}

function snapshotsAsked(
  call: QueryCall,
  snapshots: readonly PlantedResource<DbSnapshotDetail>[],
  sourceParameter: string,
): readonly PlantedResource<DbSnapshotDetail>[] {
  const source = call.param(sourceParameter);
  const kind = call.param('SnapshotType');
  return snapshots.filter(({ detail }) => (!source || detail.source === source) && (!kind || detail.kind === kind));
}

const instanceXml = ({ id, account, region, createdAt, tags, detail }: PlantedResource<DbInstanceDetail>): Xml => ({
  DBInstanceIdentifier: detail.identifier,
  DBInstanceClass: detail.instanceClass,
  Engine: detail.engine,
  EngineVersion: detail.engineVersion,
  DBInstanceStatus: detail.status,
  MasterUsername: 'admin',
  Endpoint: {
    Address: `${detail.identifier}.c${account.slice(0, 11)}.${region}.rds.amazonaws.com`,
    Port: detail.port,
  },
  AllocatedStorage: detail.storageGiB,
  InstanceCreateTime: createdAt,
  BackupRetentionPeriod: detail.backupRetentionDays,
  AvailabilityZone: detail.availabilityZone,
  MultiAZ: detail.multiAz,
  AutoMinorVersionUpgrade: true,
  LicenseModel: licenseOf(detail.engine),
  Iops: detail.iops,
  PubliclyAccessible: false,
  StorageType: detail.storageType,
  DBClusterIdentifier: detail.cluster,
  StorageEncrypted: detail.encrypted,
  DbiResourceId: detail.resourceId,
  CopyTagsToSnapshot: true,
  MonitoringInterval: 0,
  DBInstanceArn: id,
  PerformanceInsightsEnabled: false,
  DeletionProtection: detail.deletionProtection,
  TagList: { Tag: tagList(tags) },
});

function clusterXml(
  { id, region, createdAt, tags, detail }: PlantedResource<DbClusterDetail>,
  instances: readonly PlantedResource<DbInstanceDetail>[],
): Xml {
  const members = instances.filter((instance) => instance.detail.cluster === detail.identifier);
  return {
    AllocatedStorage: 1,
    AvailabilityZones: { AvailabilityZone: ['a', 'b', 'c'].map((zone) => `${region}${zone}`) },
    BackupRetentionPeriod: Math.max(detail.backupRetentionDays, 1),
    DBClusterIdentifier: detail.identifier,
    Status: 'available',
    Endpoint: `${detail.identifier}.cluster-c0.${region}.rds.amazonaws.com`,
    ReaderEndpoint: `${detail.identifier}.cluster-ro-c0.${region}.rds.amazonaws.com`,
    MultiAZ: members.length > 1,
    Engine: detail.engine,
    EngineVersion: detail.engineVersion,
    EngineMode: 'provisioned',
    Port: detail.port,
    DBClusterMembers: {
      DBClusterMember: members.map((member, index) => ({
        DBInstanceIdentifier: member.detail.identifier,
        IsClusterWriter: index === 0,
        DBClusterParameterGroupStatus: 'in-sync',
        PromotionTier: index + 1,
      })),
    },
    StorageEncrypted: detail.encrypted,
    DbClusterResourceId: detail.resourceId,
    DBClusterArn: id,
    ClusterCreateTime: createdAt,
    CopyTagsToSnapshot: true,
    DeletionProtection: detail.deletionProtection,
    TagList: { Tag: tagList(tags) },
  };
}

const snapshotXml = ({ id, region, createdAt, tags, detail }: PlantedResource<DbSnapshotDetail>): Xml => ({
  DBSnapshotIdentifier: detail.identifier,
  DBInstanceIdentifier: detail.source,
  SnapshotCreateTime: createdAt,
  Engine: detail.engine,
  EngineVersion: detail.engineVersion,
  AllocatedStorage: detail.storageGiB,
  Status: 'available',
  Port: detail.port,
  AvailabilityZone: `${region}a`,
  LicenseModel: licenseOf(detail.engine),
  SnapshotType: detail.kind,
  PercentProgress: 100,
  StorageType: 'gp3',
  Encrypted: detail.encrypted,
  DBSnapshotArn: id,
  DbiResourceId: detail.sourceResourceId,
  TagList: { Tag: tagList(tags) },
  OriginalSnapshotCreateTime: createdAt,
});

const clusterSnapshotXml = ({ id, region, createdAt, tags, detail }: PlantedResource<DbSnapshotDetail>): Xml => ({
  AvailabilityZones: { AvailabilityZone: ['a', 'b', 'c'].map((zone) => `${region}${zone}`) },
  DBClusterSnapshotIdentifier: detail.identifier,
  DBClusterIdentifier: detail.source,
  SnapshotCreateTime: createdAt,
  Engine: detail.engine,
  EngineVersion: detail.engineVersion,
  AllocatedStorage: detail.storageGiB,
  Status: 'available',
  Port: detail.port,
  SnapshotType: detail.kind,
  PercentProgress: 100,
  StorageEncrypted: detail.encrypted,
  DBClusterSnapshotArn: id,
  DbClusterResourceId: detail.sourceResourceId,
  TagList: { Tag: tagList(tags) },
});

function licenseOf(engine: string): string {
  if (engine.startsWith('sqlserver')) return 'license-included';
  return engine.includes('postgres') ? 'postgresql-license' : 'general-public-license';
}
