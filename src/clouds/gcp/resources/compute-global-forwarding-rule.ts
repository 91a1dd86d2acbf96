import { defineGcpCollector } from '../collector.ts';
import { type ForwardingRule, forwardingRuleFacts } from '../forwarding-rules.ts';

/** Global forwarding rules: the front of load balancers that are in every region. */
export const computeGlobalForwardingRule = defineGcpCollector<ForwardingRule, 'load-balancer'>({
  type: 'compute.googleapis.com/GlobalForwardingRule',
  kind: 'load-balancer',
  taggable: true,
  detailed: true,
  normalize: forwardingRuleFacts,
});
