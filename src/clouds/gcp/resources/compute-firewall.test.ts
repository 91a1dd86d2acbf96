import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeFirewall } from './compute-firewall.ts';

const rules = [{ IPProtocol: 'tcp' }, { IPProtocol: 'udp' }];

test.each([
  ['INGRESS', { allowed: rules }, 2, 0],
  ['EGRESS', { denied: rules }, 0, 2],
  [undefined, {}, undefined, undefined],
])('%s with %j', (direction, given, inboundRules, outboundRules) =>
  expect(
    computeFirewall.normalize(assetOf({ ...given, ...(direction ? { direction } : {}) })).attributes,
  ).toMatchObject({
    inboundRules,
    outboundRules,
  }),
);

test('a rule that is off is there all the same', () =>
  expect(
    computeFirewall.normalize(assetOf({ network: compute('global/networks/main'), disabled: true, description: '' })),
  ).toMatchObject({
    state: 'suspended',
    attributes: { networkId: full('global/networks/main'), description: undefined },
  }));
