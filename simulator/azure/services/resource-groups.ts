import { groupType } from '../../estate/azure/groups.ts';
import { listed, topOf } from '../pages.ts';
import type { Route } from '../service.ts';

const mostInPage = 1000;

export const resourceGroupRoutes: readonly Route[] = [
  {
    ...{ api: 'arm', service: 'Microsoft.Resources', operation: 'ListResourceGroups', method: 'GET' },
    path: /^\/subscriptions\/([^/]+)\/resourceGroups\/?$/i,
    action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    subscription: ([id]) => id,
    answer(request, door) {
      const groups = door.estate.of(groupType, (request.parts[0] ?? '').toLowerCase());
      const bodies = groups.map(({ id, name, region, tags }) => ({
        ...{ id, name, type: 'Microsoft.Resources/resourceGroups', location: region },
        ...(Object.keys(tags).length > 0 && { tags }),
        properties: { provisioningState: 'Succeeded' },
      }));
      return listed(request, door, bodies, { size: topOf(request, mostInPage, mostInPage) });
    },
  },
];
