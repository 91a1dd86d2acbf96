import type { WorkgroupDetail } from '../../estate/aws/analytics.ts';
import type { Estate } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagList } from './tag-list.ts';

interface ListInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** Athena: workgroups, and their tags one by one. */
export const athenaService = jsonService({
  signingName: 'athena',
  targetPrefix: 'AmazonAthena',
  version: '1.1',
  operations: {
    ListWorkGroups({ NextToken, MaxResults }: ListInput, request, estate) {
      const page = askedPage(groupsOf(request, estate), request, {
        question: 'ListWorkGroups',
        token: NextToken,
        size: MaxResults,
        maximum: 50,
        invalid: 'InvalidRequestException',
      });
      const WorkGroups = page.items.map(({ name, createdAt, detail }) => ({
        ...{ Name: name, State: detail.state, Description: '', CreationTime: createdAt },
      }));
      return { WorkGroups, NextToken: page.nextToken };
    },
    ListTagsForResource(input: ListInput & { readonly ResourceARN: string }, request, estate) {
      if ((input.MaxResults ?? 75) < 75)
        throw new AwsError('InvalidRequestException', 'MaxResults must be 75 or more.');
      return { Tags: tagList(foundIn(groupsOf(request, estate), input.ResourceARN, 'ResourceNotFoundException').tags) };
    },
  },
});

const groupsOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<WorkgroupDetail>('athena:workgroup', request, estate);
