import type { UserPoolDescriptionType } from '@aws-sdk/client-cognito-identity-provider';
import type { Scope } from '../../../model/scope.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';

const LISTING = 'cognito-idp:ListUserPools';

const arnOf = ({ Id }: UserPoolDescriptionType, scope: Scope): string =>
  arn('cognito-idp', scope, `userpool/${idOf(Id, LISTING)}`);

/** User pools of Cognito, and nothing of the users in them. The list has neither their ARNs nor their tags. */
export const cognitoIdpUserpool = defineAwsCollector({
  type: 'cognito-idp:userpool',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'cognito-idp:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<UserPoolDescriptionType>> {
    const { ListTagsForResourceCommand, paginateListUserPools } = await import(
      '@aws-sdk/client-cognito-identity-provider'
    );
    const client = await clients.client('cognito', scope.region);
    const pools = itemsOf(
      paginateListUserPools({ client, pageSize: 60 }, { MaxResults: 60 }),
      (page) => page.UserPools,
    );
    yield* withTags(pools, async (pool) => {
      const input = { ResourceArn: arnOf(pool, scope) };
      const load = () => client.send(new ListTagsForResourceCommand(input));
      const answer = await detail('cognito-idp:ListTagsForResource', load);
      return answer && { ...answer.Tags };
    });
  },
  normalize({ item, tags }, scope) {
    return {
      id: arnOf(item, scope),
      name: item.Name,
      createdAt: item.CreationDate?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
