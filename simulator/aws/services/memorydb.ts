import type { MemorydbClusterDetail } from '../../estate/aws/data-stores.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { cborService } from '../protocols/cbor.ts';
import { jsonService, type RpcApi } from '../protocols/json.ts';
import type { AwsRequest, AwsService } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface DescribeInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** MemoryDB: clusters, and their tags one by one. */
const api: RpcApi = {
  signingName: 'memorydb',
  targetPrefix: 'AmazonMemoryDB',
  operations: {
    DescribeClusters({ NextToken, MaxResults }: DescribeInput, request, estate) {
      const page = askedPage(clustersOf(request, estate), request, {
        question: 'DescribeClusters',
        token: NextToken,
        size: MaxResults,
        maximum: 100,
        invalid: 'InvalidParameterValueException',
      });
      return { NextToken: page.nextToken, Clusters: page.items.map(clusterOf) };
    },
    ListTags({ ResourceArn }: { readonly ResourceArn: string }, request, estate) {
      return { TagList: tagList(foundIn(clustersOf(request, estate), ResourceArn, 'ClusterNotFoundFault').tags) };
    },
  },
};

/** Python's SDK chooses CBOR, JavaScript's JSON. */
export const memorydbServices: readonly AwsService[] = [jsonService({ ...api, version: '1.1' }), cborService(api)];

const clustersOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<MemorydbClusterDetail>('memorydb:cluster', request, estate);

const clusterOf = ({ id, name, detail }: PlantedResource<MemorydbClusterDetail>) => ({
  Name: name,
  Status: detail.status,
  NumberOfShards: 1,
  AvailabilityMode: 'multiaz',
  NodeType: detail.nodeType,
  Engine: 'valkey',
  EngineVersion: '7.3',
  ARN: id,
  TLSEnabled: true,
});
