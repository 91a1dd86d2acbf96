import type { EmrClusterDetail } from '../../estate/aws/analytics.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface ListInput {
  readonly ClusterStates?: readonly string[];
  readonly Marker?: string;
}

/** EMR: clusters fifty at a time, whatever is asked, and each with its tags by itself. */
export const emrService = jsonService({
  signingName: 'elasticmapreduce',
  targetPrefix: 'ElasticMapReduce',
  version: '1.1',
  operations: {
    ListClusters({ ClusterStates, Marker }: ListInput, request, estate) {
      const found = clustersOf(request, estate).filter(({ detail }) => ClusterStates?.includes(detail.state) ?? true);
      const page = askedPage(found, request, {
        question: ['ListClusters', ClusterStates],
        token: Marker,
        size: undefined,
        maximum: 50,
        invalid: 'InvalidRequestException',
      });
      return { Clusters: page.items.map(summaryOf), Marker: page.nextToken };
    },
    DescribeCluster({ ClusterId }: { readonly ClusterId: string }, request, estate) {
      const cluster = clustersOf(request, estate).find((one) => idOf(one) === ClusterId);
      if (!cluster) throw new AwsError('InvalidRequestException', `Cluster id '${ClusterId}' is not valid.`);
      const { release } = cluster.detail;
      return {
        Cluster: {
          ...summaryOf(cluster),
          ...{ ReleaseLabel: release, AutoTerminate: false, TerminationProtected: false, Applications: [] },
          Tags: tagList(cluster.tags),
        },
      };
    },
  },
});

const clustersOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<EmrClusterDetail>('elasticmapreduce:cluster', request, estate);

const idOf = ({ id }: PlantedResource): string => id.slice(id.indexOf('/') + 1);

function summaryOf(cluster: PlantedResource<EmrClusterDetail>) {
  const { id, name, createdAt, detail } = cluster;
  return {
    Id: idOf(cluster),
    Name: name,
    Status: { State: detail.state, StateChangeReason: {}, Timeline: { CreationDateTime: createdAt } },
    NormalizedInstanceHours: 64,
    ClusterArn: id,
  };
}
