import type { StateMachineDetail } from '../../estate/aws/apis.ts';
import type { Estate } from '../../estate/estate.ts';
import { jsonService } from '../protocols/json.ts';
import type { AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { foundIn } from './found-in.ts';
import { plantedHere } from './planted-here.ts';
import { tagListInLowerCase } from './tag-list.ts';

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
      const page = askedPage(machinesOf(request, estate), request, {
        question: 'ListStateMachines',
        token: nextToken,
        // Zero means the usual.
        size: maxResults || undefined,
        maximum: 1000,
        usual: 100,
        invalid: 'ValidationException',
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

const machinesOf = (request: AwsRequest, estate: Estate) =>
  plantedHere<StateMachineDetail>('states:stateMachine', request, estate);
