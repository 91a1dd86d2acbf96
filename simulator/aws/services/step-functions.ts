import type { StateMachineDetail } from '../../estate/aws/apis.ts';
import type { Estate } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { foundIn, listPage, tagListInLowerCase } from './listing.ts';

interface ListStateMachinesInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** Step Functions: state machines, and the tags of each. */
export const stepFunctionsService = jsonService({
  signingName: 'states',
  targetPrefix: 'AWSStepFunctions',
  version: '1.0',
  operations: {
    ListStateMachines({ maxResults, nextToken }: ListStateMachinesInput, request, estate) {
      const page = listPage(machinesOf(request, estate), request, {
        // Zero means the usual.
        ...{ token: nextToken, size: maxResults || undefined, usual: 100, most: 1000, question: 'ListStateMachines' },
        invalidToken: 'InvalidToken',
      });
      return {
        stateMachines: page.items.map(({ id, name, createdAt, detail }) => ({
          stateMachineArn: id,
          ...{ name, type: detail.type, creationDate: createdAt },
        })),
        nextToken: page.nextToken,
      };
    },
    ListTagsForResource({ resourceArn }: { readonly resourceArn: string }, request, estate) {
      return { tags: tagListInLowerCase(foundIn(machinesOf(request, estate), resourceArn, 'ResourceNotFound').tags) };
    },
  },
});

const machinesOf = ({ account, region }: AwsRequest, estate: Estate) =>
  estate.of<StateMachineDetail>('states:stateMachine', account, region);
