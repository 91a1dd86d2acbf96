import type { RestApi } from '@aws-sdk/client-api-gateway';
import { partitionOf } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';

const LISTING = 'apigateway:GET';

/** REST APIs, which the first version of API Gateway's own API lists. */
export const apigatewayRestapis = defineAwsCollector({
  type: 'apigateway:restapis',
  kind: 'api',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING],
  async *list({ clients, scope }): AsyncIterable<RestApi> {
    const { paginateGetRestApis } = await import('@aws-sdk/client-api-gateway');
    const client = await clients.client('apigateway', scope.region);
    for await (const page of paginateGetRestApis({ client, pageSize: 500 }, {})) yield* page.items ?? [];
  },
  normalize(api, { region }) {
    return {
      // API Gateway's ARNs name no account.
      id: `arn:${partitionOf(region)}:apigateway:${region}::/restapis/${idOf(api.id, LISTING)}`,
      name: api.name,
      createdAt: api.createdDate?.toISOString(),
      tags: { ...api.tags },
      attributes: {},
    };
  },
});
