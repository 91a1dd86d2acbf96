import type { SearchDomainDetail } from '../../estate/aws/data-stores.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { AwsError } from '../service.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

/** OpenSearch: domains by name, five described at once, and their tags one by one. */
export const opensearchService = restJsonService({
  signingName: 'es',
  protocol: 'rest-json',
  iamAction: (operation) => `es:${operation}`,
  routes: [
    { operation: 'ListDomainNames', method: 'GET', path: '/2021-01-01/domain', answer: listDomainNames },
    {
      operation: 'DescribeDomains',
      method: 'POST',
      path: '/2021-01-01/opensearch/domain-info',
      answer: describeDomains,
    },
    { operation: 'ListTags', method: 'GET', path: '/2021-01-01/tags', query: 'arn', answer: listTags },
  ],
});

function listDomainNames(call: RestCall): object {
  return {
    DomainNames: domainsOf(call).map(({ name, detail }) => ({
      DomainName: name,
      EngineType: detail.version.split('_')[0],
    })),
  };
}

function describeDomains(call: RestCall): object {
  const { DomainNames: wanted } = JSON.parse(Buffer.from(call.request.body).toString()) as {
    readonly DomainNames: readonly string[];
  };
  if (wanted.length > 5)
    throw new AwsError('ValidationException', 'Please provide a maximum of 5 domain names to describe.');
  const domains = domainsOf(call).filter(({ name = '' }) => wanted.includes(name));
  return { DomainStatusList: domains.map(domainOf) };
}

function listTags(call: RestCall): object {
  const arn = call.request.query.get('arn') ?? undefined;
  return { TagList: tagList(foundIn(domainsOf(call), arn, 'ResourceNotFoundException', 409).tags) };
}

const domainsOf = ({ request, estate }: RestCall) => plantedHere<SearchDomainDetail>('es:domain', request, estate);

const domainOf = ({ id, account, name, detail }: PlantedResource<SearchDomainDetail>) => ({
  DomainId: `${account}/${name}`,
  DomainName: name,
  ARN: id,
  Created: true,
  Deleted: false,
  Processing: detail.status !== 'Active',
  UpgradeProcessing: false,
  EngineVersion: detail.version,
  ClusterConfig: {
    InstanceType: detail.instanceType,
    InstanceCount: detail.instances,
    DedicatedMasterEnabled: false,
    ZoneAwarenessEnabled: false,
  },
  DomainProcessingStatus: detail.status,
});
