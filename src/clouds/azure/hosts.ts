import { UserError } from '../../model/errors.ts';
import { endpointOf } from '../endpoint.ts';

/** Where Azure is asked, each with the scope of the tokens that it takes. */
export interface AzureHost {
  readonly url: string;
  readonly scope: string;
}

export interface AzureHosts {
  /** Resource Manager: subscriptions, Resource Graph, Cost Management. */
  readonly arm: AzureHost;
  readonly graph: AzureHost;
  metrics(region: string): AzureHost;
}

const ARM = 'https://management.azure.com';
const GRAPH = 'https://graph.microsoft.com';
const METRICS = 'https://metrics.monitor.azure.com';

/** Azure's own, or one endpoint in the place of all of them. @throws UserError when tokens would travel in the clear. */
export function azureHosts(endpoint: string | undefined): AzureHosts {
  const own = endpoint === undefined ? undefined : endpointOf('Azure', endpoint).origin;
  const scopeOf = (audience: string) => `${audience}/.default`;
  return {
    arm: { url: own ?? ARM, scope: scopeOf(ARM) },
    graph: { url: own ?? GRAPH, scope: scopeOf(GRAPH) },
    // Every region has a host of its own; one endpoint has a path for each.
    metrics: (region) => ({
      url: own ? `${own}/metrics/${label(region)}` : `https://${label(region)}.metrics.monitor.azure.com`,
      scope: scopeOf(METRICS),
    }),
  };
}

/** A region comes from an answer and becomes part of a host's name: letters and digits, or nobody is asked. */
function label(region: string): string {
  if (/^[a-z0-9]{1,40}$/.test(region)) return region;
  throw new UserError(`"${region.slice(0, 60)}" is no region of Azure.`);
}
