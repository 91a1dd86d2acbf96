import type { Api } from '@aws-sdk/client-apigatewayv2';
import { partitionOf } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, tokenPages } from '../tagged.ts';

const LISTING = 'apigateway:GET';

/** HTTP and WebSocket APIs, which the second version of API Gateway's own API lists. */
export const apigatewayApis = defineAwsCollector({
  type: 'apigateway:apis',
  kind: 'api',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING],
  async *list({ clients, scope }): AsyncIterable<Api> {
    const { GetApisCommand } = await import('@aws-sdk/client-apigatewayv2');
    const client = await clients.client('apigatewayv2', scope.region);
    // The size is a text here.
    const ask = (NextToken: string | undefined) => client.send(new GetApisCommand({ MaxResults: '100', NextToken }));
    const pages = tokenPages(LISTING, ask, ({ NextToken }) => NextToken);
    yield* itemsOf(pages, ({ Items }) => Items);
  },
  normalize(api, { region }) {
    return {
      // API Gateway's ARNs name no account.
      id: `arn:${partitionOf(region)}:apigateway:${region}::/apis/${idOf(api.ApiId, LISTING)}`,
      name: api.Name,
      createdAt: api.CreatedDate?.toISOString(),
      tags: { ...api.Tags },
      attributes: {},
    };
  },
});
