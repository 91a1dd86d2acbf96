import { UserError } from '../../model/errors.ts';

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
  const own = endpoint === undefined ? undefined : originOf(endpoint);
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

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function originOf(endpoint: string): string {
  const url = URL.parse(endpoint);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))) return url.origin;
  throw new UserError(`The endpoint of Azure must be an https:// address, not ${endpoint.slice(0, 200)}.`);
}

/** A region comes from an answer and becomes part of a host's name: letters and digits, or nobody is asked. */
function label(region: string): string {
  if (/^[a-z0-9]{1,40}$/.test(region)) return region;
  throw new UserError(`"${region.slice(0, 60)}" is no region of Azure.`);
}
