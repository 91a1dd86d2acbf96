import type { Nodegroup } from '@aws-sdk/client-eks';
import type { ResourceState } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { eksClusterNames } from '../eks-clusters.ts';
import { gone } from '../gone.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, tokenPages } from '../tagged.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  CREATING: 'pending',
  ACTIVE: 'running',
  UPDATING: 'running',
  DEGRADED: 'running',
  DELETING: 'deleting',
  CREATE_FAILED: 'failed',
  DELETE_FAILED: 'failed',
};

const LISTING = 'eks:ListNodegroups';
const DESCRIBING = 'eks:DescribeNodegroup';

/** Managed groups of nodes. Only the description tells the ARN of one, so that without it there is none. */
export const eksNodegroup = defineAwsCollector({
  type: 'eks:nodegroup',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  // Its instances are charged (https://aws.amazon.com/eks/pricing).
  free: true,
  permissions: ['eks:ListClusters', LISTING, DESCRIBING],
  async *list({ clients, scope }): AsyncIterable<Nodegroup> {
    const { DescribeNodegroupCommand, ListNodegroupsCommand } = await import('@aws-sdk/client-eks');
    const client = await clients.client('eks', scope.region);
    const namesIn = (clusterName: string): AsyncIterable<string> => {
      const ask = (nextToken: string | undefined) =>
        client.send(new ListNodegroupsCommand({ clusterName, maxResults: 100, nextToken })).catch(gone);
      const pages = tokenPages(LISTING, ask, (page) => page?.nextToken);
      return itemsOf(pages, (page) => page?.nodegroups);
    };
    const groupsIn = async (clusterName: string): Promise<Nodegroup[]> => {
      const groups: Nodegroup[] = [];
      for await (const nodegroupName of namesIn(clusterName)) {
        const asked = new DescribeNodegroupCommand({ clusterName, nodegroupName });
        const answer = await client.send(asked).catch(gone);
        if (answer) groups.push(answer.nodegroup ?? {});
      }
      return groups;
    };
    for await (const groups of parallel(eksClusterNames(clients, scope.region), 8, groupsIn)) yield* groups;
  },
  normalize(group) {
    return {
      id: idOf(group.nodegroupArn, DESCRIBING),
      name: group.nodegroupName,
      state: STATES[group.status ?? ''] ?? 'unknown',
      providerState: group.status,
      createdAt: group.createdAt?.toISOString(),
      tags: { ...group.tags },
      attributes: {},
    };
  },
});
