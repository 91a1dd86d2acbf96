import type { ResourceState } from '../../model/resource.ts';
import type { CollectContext } from '../collector.ts';
import type { AwsClients } from './clients.ts';
import { type Tagged, withTags } from './tagged.ts';
import { tagsOf } from './tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  Pending: 'pending',
  Creating: 'pending',
  InService: 'available',
  // These serve while they change.
  Updating: 'available',
  SystemUpdating: 'available',
  RollingBack: 'available',
  OutOfService: 'stopped',
  Stopping: 'stopping',
  Stopped: 'stopped',
  Deleting: 'deleting',
  Failed: 'failed',
  Update_Failed: 'failed',
  UpdateRollbackFailed: 'failed',
  Delete_Failed: 'failed',
};

/** The statuses of notebook instances, endpoints and domains. */
export const sagemakerState = (status: string | undefined): ResourceState => STATES[status ?? ''] ?? 'unknown';

/** The lists of SageMaker have no tags. A resource has 50 at most, which is what a page takes. */
export async function* withSagemakerTags<Item>(
  { clients, scope, detail }: CollectContext<AwsClients>,
  items: AsyncIterable<Item>,
  arnOf: (item: Item) => string,
): AsyncIterable<Tagged<Item>> {
  const { ListTagsCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await clients.client('sagemaker', scope.region);
  yield* withTags(items, async (item) => {
    const input = { ResourceArn: arnOf(item) };
    const answer = await detail('sagemaker:ListTags', () => client.send(new ListTagsCommand(input)));
    return answer && tagsOf(answer.Tags);
  });
}
