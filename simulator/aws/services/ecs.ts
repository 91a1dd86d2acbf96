import type { EcsClusterDetail, EcsServiceDetail } from '../../estate/aws/containers.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';
import { tagListInLowerCase } from './tag-list.ts';

interface ListInput {
  readonly nextToken?: string;
  readonly maxResults?: number;
}

const invalid = 'InvalidParameterException';

/** ECS: clusters and their services. */
export const ecsService = jsonService({
  signingName: 'ecs',
  targetPrefix: 'AmazonEC2ContainerServiceV20141113',
  version: '1.1',
  operations: {
    ListClusters({ nextToken, maxResults }: ListInput, request, estate) {
      const asked = { question: 'ListClusters', token: nextToken, size: maxResults, maximum: 100, invalid };
      const page = askedPage(clustersOf(request, estate), request, asked);
      return { clusterArns: page.items.map(({ id }) => id), nextToken: page.nextToken };
    },
    DescribeClusters(
      input: { readonly clusters?: readonly string[]; readonly include?: readonly string[] },
      request,
      estate,
    ) {
      const { clusters = ['default'], include = [] } = input;
      if (clusters.length > 100) throw new AwsError(invalid, 'Clusters cannot have more than 100 elements.');
      const { found, failures } = sought(clustersOf(request, estate), clusters);
      return { clusters: found.map((cluster) => clusterOf(cluster, include.includes('TAGS'))), failures };
    },
    ListServices(input: ListInput & { readonly cluster?: string }, request, estate) {
      const { nextToken, maxResults } = input;
      const cluster = clusterNamed(input.cluster, request, estate);
      const page = askedPage(servicesIn(cluster, request, estate), request, {
        question: ['ListServices', cluster.id],
        token: nextToken,
        size: maxResults,
        maximum: 100,
        usual: 10,
        invalid,
      });
      return { serviceArns: page.items.map(({ id }) => id), nextToken: page.nextToken };
    },
    DescribeServices(
      input: { readonly cluster?: string; readonly services: readonly string[]; readonly include?: readonly string[] },
      request,
      estate,
    ) {
      const cluster = clusterNamed(input.cluster, request, estate);
      if (input.services.length > 10) throw new AwsError(invalid, 'Services cannot have more than 10 elements.');
      const { found, failures } = sought(servicesIn(cluster, request, estate), input.services);
      return {
        services: found.map((service) => serviceOf(service, input.include?.includes('TAGS') === true)),
        failures,
      };
    },
  },
});

const clustersOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<EcsClusterDetail>('ecs:cluster', request, estate);

const servicesIn = ({ id }: PlantedResource, request: AwsRequest, estate: Estate) =>
  plantedHere<EcsServiceDetail>('ecs:service', request, estate).filter(({ detail }) => detail.clusterArn === id);

function clusterNamed(wanted: string | undefined, request: AwsRequest, estate: Estate): PlantedResource {
  const found = sought(clustersOf(request, estate), [wanted ?? 'default']).found[0];
  if (!found) throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  return found;
}

/** By name or ARN; what is not there is told beside what is. */
function sought<Detail>(resources: readonly PlantedResource<Detail>[], wanted: readonly string[]) {
  const found = wanted.flatMap((one) => resources.find(({ id, name }) => id === one || name === one) ?? []);
  const known = new Set(found.flatMap(({ id, name }) => [id, name]));
  const failures = wanted.filter((one) => !known.has(one)).map((arn) => ({ arn, reason: 'MISSING' }));
  return { found, failures };
}

const clusterOf = ({ id, name, tags, detail }: PlantedResource<EcsClusterDetail>, tagged: boolean) => ({
  clusterArn: id,
  clusterName: name,
  status: detail.status,
  registeredContainerInstancesCount: 0,
  runningTasksCount: 0,
  pendingTasksCount: 0,
  activeServicesCount: 0,
  statistics: [],
  tags: tagged ? tagListInLowerCase(tags) : [],
  settings: [],
  capacityProviders: [],
  defaultCapacityProviderStrategy: [],
});

const serviceOf = ({ id, name, createdAt, tags, detail }: PlantedResource<EcsServiceDetail>, tagged: boolean) => ({
  serviceArn: id,
  serviceName: name,
  clusterArn: detail.clusterArn,
  loadBalancers: [],
  serviceRegistries: [],
  status: detail.status,
  desiredCount: detail.desiredCount,
  runningCount: detail.desiredCount,
  pendingCount: 0,
  launchType: detail.launchType,
  deployments: [],
  events: [],
  createdAt,
  schedulingStrategy: 'REPLICA',
  // Left out, and not empty, where they are not asked for or there are none.
  tags: tagged && Object.keys(tags).length > 0 ? tagListInLowerCase(tags) : undefined,
});
