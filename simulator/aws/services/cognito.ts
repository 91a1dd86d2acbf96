import type { UserPoolDetail } from '../../estate/aws/delivery.ts';
import type { Estate } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';

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
      const page = askedPage(poolsOf(request, estate), request, {
        question: 'ListUserPools',
        token: NextToken,
        size: MaxResults,
        maximum: 60,
        invalid: 'InvalidParameterException',
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

const poolsOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<UserPoolDetail>('cognito-idp:userpool', request, estate);
