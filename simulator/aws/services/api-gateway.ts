import type { ApiDetail } from '../../estate/aws/apis.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { askedPage, numberIn } from './asked-page.ts';
import { plantedHere } from './planted-here.ts';

/** API Gateway: its first API lists REST APIs, its second the others. They share a name and one permission. */
export const apiGatewayService = restJsonService({
  signingName: 'apigateway',
  protocol: 'rest-json',
  iamAction: () => 'apigateway:GET',
  routes: [
    { operation: 'GetRestApis', method: 'GET', path: '/restapis', answer: getRestApis },
    { operation: 'GetApis', method: 'GET', path: '/v2/apis', answer: getApis },
  ],
});

function getRestApis({ request, estate }: RestCall): object {
  const { query } = request;
  const page = askedPage(plantedHere<ApiDetail>('apigateway:restapis', request, estate), request, {
    question: 'GetRestApis',
    token: query.get('position') ?? undefined,
    size: numberIn(query, 'limit'),
    maximum: 500,
    usual: 25,
    invalid: 'BadRequestException',
  });
  return { item: page.items.map(restApiOf), position: page.nextToken };
}

const restApiOf = ({ name, createdAt, tags, detail }: PlantedResource<ApiDetail>) => ({
  id: detail.apiId,
  name,
  createdDate: Math.floor(createdAt.getTime() / 1000),
  apiKeySource: 'HEADER',
  endpointConfiguration: { types: ['REGIONAL'] },
  tags: Object.keys(tags).length > 0 ? tags : undefined,
  disableExecuteApiEndpoint: false,
});

function getApis({ request, estate }: RestCall): object {
  const { query } = request;
  const page = askedPage(plantedHere<ApiDetail>('apigateway:apis', request, estate), request, {
    question: 'GetApis',
    token: query.get('nextToken') ?? undefined,
    size: numberIn(query, 'maxResults'),
    maximum: 500,
    usual: 100,
    invalid: 'BadRequestException',
  });
  return { items: page.items.map(apiOf), nextToken: page.nextToken };
}

const apiOf = ({ name, region, createdAt, tags, detail }: PlantedResource<ApiDetail>) => ({
  apiId: detail.apiId,
  name,
  protocolType: detail.protocol,
  routeSelectionExpression: '$request.method $request.path',
  apiEndpoint: `https://${detail.apiId}.execute-api.${region}.amazonaws.com`,
  createdDate: createdAt.toISOString(),
  tags,
});
