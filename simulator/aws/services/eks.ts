import type { EksClusterDetail, EksNodegroupDetail } from '../../estate/aws/containers.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { AwsError } from '../service.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';

/** EKS: clusters and their groups of nodes, listed by name and described one by one. */
export const eksService = restJsonService({
  signingName: 'eks',
  protocol: 'rest-json',
  iamAction: (operation) => `eks:${operation}`,
  routes: [
    { operation: 'ListClusters', method: 'GET', path: '/clusters', answer: listClusters },
    { operation: 'DescribeCluster', method: 'GET', path: '/clusters/{name}', answer: describeCluster },
    { operation: 'ListNodegroups', method: 'GET', path: '/clusters/{name}/node-groups', answer: listNodegroups },
    {
      operation: 'DescribeNodegroup',
      method: 'GET',
      path: '/clusters/{name}/node-groups/{nodegroupName}',
      answer: describeNodegroup,
    },
  ],
});

function listClusters(call: RestCall): object {
  const page = pageIn(call, clustersOf(call), 'ListClusters');
  return { clusters: page.items.map(({ name }) => name), nextToken: page.nextToken ?? null };
}

function describeCluster(call: RestCall): object {
  const { id, name, createdAt, tags, detail } = clusterOf(call);
  const { status, version } = detail;
  return { cluster: { name, arn: id, createdAt, version, status, platformVersion: 'eks.12', tags } };
}

function listNodegroups(call: RestCall): object {
  const page = pageIn(call, groupsOf(call), 'ListNodegroups');
  return { nodegroups: page.items.map(({ name }) => name), nextToken: page.nextToken ?? null };
}

function describeNodegroup(call: RestCall): object {
  const group = groupsOf(call).find(({ name }) => name === call.labels.nodegroupName);
  if (!group) throw absent(`No node group found for name: ${call.labels.nodegroupName}.`);
  const { id, name, createdAt, tags, detail } = group;
  return {
    nodegroup: {
      nodegroupName: name,
      nodegroupArn: id,
      clusterName: detail.clusterName,
      createdAt,
      modifiedAt: createdAt,
      status: detail.status,
      capacityType: 'ON_DEMAND',
      scalingConfig: { minSize: 1, maxSize: detail.size + 2, desiredSize: detail.size },
      instanceTypes: [detail.instanceType],
      tags,
    },
  };
}

const clustersOf = ({ request, estate }: RestCall) => plantedHere<EksClusterDetail>('eks:cluster', request, estate);

function clusterOf(call: RestCall): PlantedResource<EksClusterDetail> {
  const found = clustersOf(call).find(({ name }) => name === call.labels.name);
  if (!found) throw absent(`No cluster found for name: ${call.labels.name}.`);
  return found;
}

function groupsOf(call: RestCall): readonly PlantedResource<EksNodegroupDetail>[] {
  const { name } = clusterOf(call);
  const groups = plantedHere<EksNodegroupDetail>('eks:nodegroup', call.request, call.estate);
  return groups.filter(({ detail }) => detail.clusterName === name);
}

const pageIn = <Item>({ request, labels }: RestCall, items: readonly Item[], operation: string) =>
  askedPage(items, request, {
    question: [operation, labels.name],
    token: request.query.get('nextToken') ?? undefined,
    size: numberIn(request.query, 'maxResults'),
    maximum: 100,
    invalid: 'InvalidParameterException',
  });

const absent = (message: string): AwsError => new AwsError('ResourceNotFoundException', message, 404);
