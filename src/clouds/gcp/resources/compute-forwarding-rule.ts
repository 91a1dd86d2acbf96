import { defineGcpCollector } from '../collector.ts';
import { type ForwardingRule, forwardingRuleFacts } from '../forwarding-rules.ts';

/** Forwarding rules of a region: the front of its load balancers. */
export const computeForwardingRule = defineGcpCollector<ForwardingRule, 'load-balancer'>({
  type: 'compute.googleapis.com/ForwardingRule',
  kind: 'load-balancer',
  taggable: true,
  detailed: true,
  normalize: forwardingRuleFacts,
});
