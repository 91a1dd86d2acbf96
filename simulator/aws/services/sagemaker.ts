import type { DomainDetail, EndpointDetail, NotebookDetail } from '../../estate/aws/machine-learning.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { jsonService, type RpcOperation } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface ListInput {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** SageMaker: notebook instances, endpoints and domains, and the tags of each. */
export const sagemakerService = jsonService({
  signingName: 'sagemaker',
  targetPrefix: 'SageMaker',
  version: '1.1',
  operations: {
    ListNotebookInstances: listing<NotebookDetail>(
      'notebook-instance',
      'NotebookInstances',
      ({ id, name, createdAt, detail }) => ({
        NotebookInstanceName: name,
        NotebookInstanceArn: id,
        NotebookInstanceStatus: detail.status,
        InstanceType: detail.instanceType,
        CreationTime: createdAt,
        LastModifiedTime: createdAt,
      }),
    ),
    ListEndpoints: listing<EndpointDetail>('endpoint', 'Endpoints', ({ id, name, createdAt, detail }) => ({
      EndpointName: name,
      EndpointArn: id,
      CreationTime: createdAt,
      LastModifiedTime: createdAt,
      EndpointStatus: detail.status,
    })),
    ListDomains: listing<DomainDetail>('domain', 'Domains', ({ id, name, region, createdAt, detail }) => ({
      DomainArn: id,
      DomainId: detail.domainId,
      DomainName: name,
      Status: 'InService',
      CreationTime: createdAt,
      LastModifiedTime: createdAt,
      Url: `https://${detail.domainId}.studio.${region}.sagemaker.aws`,
    })),
    ListTags({ ResourceArn }: { readonly ResourceArn: string }, request, estate) {
      const all = ['notebook-instance', 'endpoint', 'domain'].flatMap((what) => of(what, request, estate));
      return { Tags: tagList(foundIn(all, ResourceArn, 'ValidationException').tags) };
    },
  },
});

const of = <Detail>(what: string, request: AwsRequest, estate: Estate) =>
  plantedHere<Detail>(`sagemaker:${what}`, request, estate);

function listing<Detail>(
  what: string,
  member: string,
  summary: (resource: PlantedResource<Detail>) => object,
): RpcOperation {
  return ({ MaxResults, NextToken }: ListInput, request, estate) => {
    const page = askedPage(of<Detail>(what, request, estate), request, {
      question: what,
      token: NextToken,
      size: MaxResults,
      maximum: 100,
      usual: 10,
      invalid: 'ValidationException',
    });
    return { [member]: page.items.map(summary), NextToken: page.nextToken };
  };
}
