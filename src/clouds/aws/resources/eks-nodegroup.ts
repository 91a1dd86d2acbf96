import type { Nodegroup } from '@aws-sdk/client-eks';
import type { ResourceState } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { eksClusterNames } from '../eks-clusters.ts';
import { gone } from '../gone.ts';
import { idOf } from '../id-of.ts';
import { nextMarker } from '../next-marker.ts';

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
    const namesIn = async (clusterName: string): Promise<string[]> => {
      const names: string[] = [];
      let nextToken: string | undefined;
      do {
        const asked = new ListNodegroupsCommand({ clusterName, maxResults: 100, nextToken });
        const page = await client.send(asked).catch(gone);
        names.push(...(page?.nodegroups ?? []));
        nextToken = nextMarker(page?.nextToken, nextToken, LISTING);
      } while (nextToken);
      return names;
    };
    const groupsIn = async (clusterName: string): Promise<Nodegroup[]> => {
      const groups: Nodegroup[] = [];
      for (const nodegroupName of await namesIn(clusterName)) {
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
