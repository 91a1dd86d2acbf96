import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectAll, plainSend, scopeOf } from '../../../test/support/aws.ts';
import { awsClients } from './clients.ts';
import { inPartsOf } from './load-balancing-tags.ts';
import { elasticloadbalancingLoadbalancer } from './resources/elasticloadbalancing-loadbalancer.ts';
import { elasticloadbalancingTargetgroup } from './resources/elasticloadbalancing-targetgroup.ts';

const members = (elements: readonly string[]) => elements.map((one) => `<member>${one}</member>`).join('');
const tag = '<Tags><member><Key>team</Key><Value>web</Value></member></Tags>';

// Three of each; of the third, nothing is told but that it is there.
const NAMES = ['tagged', 'untagged', 'untold'];
const told = (element: string) =>
  members([`<${element}>tagged</${element}>${tag}`, `<${element}>untagged</${element}><Tags/>`]);
const ANSWERS: Readonly<Record<string, string>> = {
  '2015-12-01 DescribeLoadBalancers': `<LoadBalancers>${members(NAMES.map((name) => `<LoadBalancerArn>${name}</LoadBalancerArn><LoadBalancerName>${name}</LoadBalancerName>`))}</LoadBalancers>`,
  '2015-12-01 DescribeTargetGroups': `<TargetGroups>${members(NAMES.map((name) => `<TargetGroupArn>${name}</TargetGroupArn><TargetGroupName>${name}</TargetGroupName>`))}</TargetGroups>`,
  '2015-12-01 DescribeTags': `<TagDescriptions>${told('ResourceArn')}</TagDescriptions>`,
  '2015-12-01 DescribeTargetHealth': '<TargetHealthDescriptions/>',
  '2012-06-01 DescribeLoadBalancers': `<LoadBalancerDescriptions>${members(NAMES.map((name) => `<LoadBalancerName>${name}</LoadBalancerName>`))}</LoadBalancerDescriptions>`,
  '2012-06-01 DescribeTags': `<TagDescriptions>${told('LoadBalancerName')}</TagDescriptions>`,
};

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { Action = '', Version = '' } = Object.fromEntries(new URLSearchParams(body));
  const answer = ANSWERS[`${Version} ${Action}`] ?? '';
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(`<${Action}Response><${Action}Result>${answer}</${Action}Result></${Action}Response>`);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const clients = () =>
  awsClients({
    credentials: async () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }),
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account: '123456789012',
    send: plainSend,
  });

test.each([
  ['load balancers, of both kinds', elasticloadbalancingLoadbalancer, 2],
  ['target groups', elasticloadbalancingTargetgroup, 1],
])('of %s, one that no description tells of is not untagged: nobody knows', async (_, collector, kinds) => {
  const { resources, gaps } = await collectAll(collector, clients(), scopeOf('123456789012', 'eu-west-1'));
  const one = [
    ['tagged', { team: 'web' }],
    ['untagged', {}],
    ['untold', undefined],
  ];
  expect(resources.map(({ name, tags }) => [name, tags])).toEqual(Array.from({ length: kinds }, () => one).flat());
  expect(gaps).toEqual([]);
});

test.each([
  [[], []],
  [[1, 2], [[1, 2]]],
  [
    [1, 2, 3],
    [[1, 2], [3]],
  ],
])('%j in parts of two', (list, parts) => expect([...inPartsOf(2, list)]).toEqual(parts));
