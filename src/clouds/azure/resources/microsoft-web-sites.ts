import type { ResourceState } from '../../../model/resource.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { rowFacts } from '../row-facts.ts';
import { stateFacts } from '../states.ts';

interface Properties {
  readonly state?: string;
}

const STATES: Readonly<Record<string, ResourceState>> = { running: 'running', stopped: 'stopped' };

/** Web, function and logic apps of App Service. */
export const microsoftWebSites = defineAzureCollector({
  type: 'Microsoft.Web/sites',
  kind: 'other',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.Web/sites/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...stateFacts(row.properties.state, STATES),
    flags: row.kind?.split(',').includes('functionapp') ? ['function-app'] : undefined,
    attributes: {},
  }),
});
