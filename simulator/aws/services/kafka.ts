import { createHash } from 'node:crypto';
import type { KafkaClusterDetail } from '../../estate/aws/streams.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';

/** MSK: clusters of either type with their tags. */
export const kafkaService = restJsonService({
  signingName: 'kafka',
  protocol: 'rest-json',
  iamAction: (operation) => `kafka:${operation}`,
  routes: [{ operation: 'ListClustersV2', method: 'GET', path: '/api/v2/clusters', answer: listClusters }],
});

function listClusters({ request, estate }: RestCall): object {
  const page = askedPage(plantedHere<KafkaClusterDetail>('kafka:cluster', request, estate), request, {
    question: 'ListClustersV2',
    token: request.query.get('nextToken') ?? undefined,
    size: numberIn(request.query, 'maxResults'),
    maximum: 100,
    usual: 10,
    invalid: 'BadRequestException',
  });
  return { clusterInfoList: page.items.map(clusterOf), nextToken: page.nextToken ?? null };
}

const instanceType = 'kafka.m5.large';

/** One subnet for each of two zones. */
const where = (arn: string) => ({ clientSubnets: ['a', 'b'].map((zone) => `subnet-${digest(`${arn} ${zone}`)}`) });

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 17);

const clusterOf = ({ id, name, createdAt, tags, detail }: PlantedResource<KafkaClusterDetail>) => ({
  clusterType: detail.kind,
  clusterArn: id,
  clusterName: name,
  // In words, where most of AWS counts seconds.
  creationTime: createdAt.toISOString(),
  currentVersion: 'K3P5ROKL5A1OLE',
  state: detail.state,
  tags,
  ...(detail.kind === 'PROVISIONED'
    ? { provisioned: { numberOfBrokerNodes: detail.brokers, brokerNodeGroupInfo: { ...where(id), instanceType } } }
    : { serverless: { vpcConfigs: [{ subnetIds: where(id).clientSubnets }] } }),
});
