import type { LoadBalancerAttributes } from '../../model/kinds/load-balancer.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { Asset } from './assets.ts';
import { fullName } from './names.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules */
export interface ForwardingRule {
  readonly IPAddress?: string;
  readonly loadBalancingScheme?: string;
  readonly target?: string;
  readonly backendService?: string;
  readonly network?: string;
}

/** By what it sends to; a rule in front of a VPN gateway or of somebody's private service balances nothing. */
function balancerType({ target = '', backendService }: ForwardingRule): LoadBalancerAttributes['loadBalancerType'] {
  if (/\/target(Http|Https|Grpc)Proxies\//.test(target)) return 'application';
  if (backendService || /\/target(Tcp|Ssl)Proxies\/|\/targetPools\/|\/targetInstances\//.test(target)) return 'network';
  return undefined;
}

/** What regional and global rules tell alike. Each is what Google bills as a load balancer. */
export const forwardingRuleFacts = ({
  data,
}: Asset<ForwardingRule>): Partial<ResourceFacts> & Pick<ResourceFacts<'load-balancer'>, 'attributes'> => ({
  state: 'available',
  attributes: {
    loadBalancerType: balancerType(data),
    scheme: data.loadBalancingScheme?.toLowerCase().replaceAll('_', '-'),
    dnsName: data.IPAddress,
    networkId: fullName(data.network),
    targetGroups: [data.target, data.backendService].flatMap((link) => fullName(link) ?? []),
  },
});
