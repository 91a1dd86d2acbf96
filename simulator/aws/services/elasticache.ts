import type { CacheClusterDetail, ReplicationGroupDetail } from '../../estate/aws/caches.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type QueryCall, queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { databasePaging } from './database-paging.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

/** ElastiCache: clusters and replication groups, and their tags one by one. */
export const elasticacheService = queryService({
  signingName: 'elasticache',
  version: '2015-02-02',
  namespace: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
  operations: {
    DescribeCacheClusters(call) {
      const { items, nextToken } = call.page(here<CacheClusterDetail>(call, 'elasticache:cluster'), databasePaging);
      return { CacheClusters: { CacheCluster: items.map(clusterXml) }, Marker: nextToken };
    },
    DescribeReplicationGroups(call) {
      const clusters = here<CacheClusterDetail>(call, 'elasticache:cluster');
      const { items, nextToken } = call.page(here<ReplicationGroupDetail>(call, groupType), databasePaging);
      return {
        ReplicationGroups: { ReplicationGroup: items.map((group) => groupXml(group, clusters)) },
        Marker: nextToken,
      };
    },
    ListTagsForResource(call) {
      const arn = call.required('ResourceName');
      const code = arn.includes(':replicationgroup:') ? 'ReplicationGroupNotFoundFault' : 'CacheClusterNotFound';
      const all = [...here(call, 'elasticache:cluster'), ...here(call, groupType)];
      return { TagList: { Tag: tagList(foundIn(all, arn, code, 404).tags) } };
    },
  },
});

const groupType = 'elasticache:replicationgroup';

const here = <Detail>({ request, estate }: QueryCall, type: string) => plantedHere<Detail>(type, request, estate);

const clusterXml = ({ id, name, createdAt, detail }: PlantedResource<CacheClusterDetail>): Xml => ({
  CacheClusterId: name,
  CacheNodeType: detail.nodeType,
  Engine: detail.engine,
  CacheClusterStatus: detail.status,
  NumCacheNodes: detail.nodes,
  PreferredAvailabilityZone: detail.availabilityZone,
  CacheClusterCreateTime: createdAt,
  AutoMinorVersionUpgrade: true,
  ReplicationGroupId: detail.replicationGroup,
  AtRestEncryptionEnabled: true,
  ARN: id,
});

const groupXml = (
  { id, name, createdAt, detail }: PlantedResource<ReplicationGroupDetail>,
  clusters: readonly PlantedResource<CacheClusterDetail>[],
): Xml => ({
  ReplicationGroupId: name,
  Description: `Cache of ${name}`,
  Status: detail.status,
  MemberClusters: {
    ClusterId: clusters.filter((cluster) => cluster.detail.replicationGroup === name).map((cluster) => cluster.name),
  },
  AutomaticFailover: 'enabled',
  MultiAZ: 'enabled',
  ClusterEnabled: false,
  CacheNodeType: detail.nodeType,
  ARN: id,
  ReplicationGroupCreateTime: createdAt,
});
