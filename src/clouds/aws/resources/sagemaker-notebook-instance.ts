import type { NotebookInstanceSummary } from '@aws-sdk/client-sagemaker';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { sagemakerState, withSagemakerTags } from '../sagemaker.ts';
import { itemsOf, type Tagged } from '../tagged.ts';

const LISTING = 'sagemaker:ListNotebookInstances';

/** Notebook instances, which are paid for while they run. */
export const sagemakerNotebookInstance = defineAwsCollector({
  type: 'sagemaker:notebook-instance',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'sagemaker:ListTags'],
  async *list(context): AsyncIterable<Tagged<NotebookInstanceSummary>> {
    const { paginateListNotebookInstances } = await import('@aws-sdk/client-sagemaker');
    const client = await context.clients.client('sagemaker', context.scope.region);
    const listed = itemsOf(
      paginateListNotebookInstances({ client, pageSize: 100 }, {}),
      ({ NotebookInstances }) => NotebookInstances,
    );
    yield* withSagemakerTags(context, listed, ({ NotebookInstanceArn }) => idOf(NotebookInstanceArn, LISTING));
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.NotebookInstanceArn, LISTING),
      name: item.NotebookInstanceName,
      state: sagemakerState(item.NotebookInstanceStatus),
      providerState: item.NotebookInstanceStatus,
      createdAt: item.CreationTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
