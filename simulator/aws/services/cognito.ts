import type { UserPoolDetail } from '../../estate/aws/delivery.ts';
import type { Estate } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { foundIn, listPage } from './listing.ts';

interface ListUserPoolsInput {
  readonly MaxResults: number;
  readonly NextToken?: string;
}

/** Cognito: user pools, and the tags of each. */
export const cognitoService = jsonService({
  signingName: 'cognito-idp',
  targetPrefix: 'AWSCognitoIdentityProviderService',
  version: '1.1',
  operations: {
    ListUserPools({ MaxResults, NextToken }: ListUserPoolsInput, request, estate) {
      const page = listPage(poolsOf(request, estate), request, {
        ...{ token: NextToken, size: MaxResults, usual: 60, most: 60, question: 'ListUserPools' },
        ...{ invalidToken: 'InvalidParameterException', invalidSize: 'InvalidParameterException' },
      });
      const UserPools = page.items.map(({ name, createdAt, detail }) => ({
        ...{ Id: detail.poolId, Name: name, LambdaConfig: {}, CreationDate: createdAt, LastModifiedDate: createdAt },
      }));
      return { UserPools, NextToken: page.nextToken };
    },
    ListTagsForResource({ ResourceArn }: { readonly ResourceArn: string }, request, estate) {
      return { Tags: foundIn(poolsOf(request, estate), ResourceArn, 'ResourceNotFoundException').tags };
    },
  },
});

const poolsOf = ({ account, region }: AwsRequest, estate: Estate) =>
  estate.of<UserPoolDetail>('cognito-idp:userpool', account, region);
