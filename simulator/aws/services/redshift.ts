import type { RedshiftClusterDetail } from '../../estate/aws/data-stores.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { databasePaging } from './database-paging.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

/** Redshift: clusters with their tags. */
export const redshiftService = queryService({
  signingName: 'redshift',
  version: '2012-12-01',
  namespace: 'http://redshift.amazonaws.com/doc/2012-12-01/',
  operations: {
    DescribeClusters(call) {
      const clusters = plantedHere<RedshiftClusterDetail>('redshift:cluster', call.request, call.estate);
      const { items, nextToken } = call.page(clusters, databasePaging);
      return { Clusters: { Cluster: items.map(clusterXml) }, Marker: nextToken };
    },
  },
});

const clusterXml = ({
  name,
  account,
  createdAt,
  region,
  tags,
  detail,
}: PlantedResource<RedshiftClusterDetail>): Xml => ({
  ClusterIdentifier: name,
  NodeType: detail.nodeType,
  ClusterStatus: detail.status,
  ClusterAvailabilityStatus: detail.status === 'paused' ? 'Unavailable' : 'Available',
  MasterUsername: 'admin',
  DBName: 'dev',
  Endpoint: { Address: `${name}.c${account.slice(0, 11)}.${region}.redshift.amazonaws.com`, Port: 5439 },
  ClusterCreateTime: createdAt,
  AutomatedSnapshotRetentionPeriod: detail.snapshotDays,
  AvailabilityZone: detail.availabilityZone,
  ClusterVersion: '1.0',
  NumberOfNodes: detail.nodes,
  PubliclyAccessible: detail.publiclyAccessible,
  Encrypted: detail.encrypted,
  Tags: { Tag: tagList(tags) },
  MultiAZ: 'Disabled',
});
