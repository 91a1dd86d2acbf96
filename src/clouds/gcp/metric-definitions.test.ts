import { expect, test } from 'vitest';
import type { Resource } from '../../model/resource.ts';
import { METRIC_TYPES, metricSubjects } from './metric-definitions.ts';
import { gcpCollectors } from './resources/index.ts';

const subjectsOf = (type: string, path: string, attributes: object = {}, changes: Partial<Resource> = {}) =>
  metricSubjects({
    ...{ type, id: `//example/projects/atlas/${path}`, account: 'atlas', region: 'europe-west1', attributes },
    ...changes,
  });

test.each([
  [
    'compute.googleapis.com/Instance',
    'zones/europe-west1-b/instances/web',
    {},
    ['metric.labels.instance_name', 'web', 'resource.labels.zone', 'europe-west1-b'],
  ],
  [
    'sqladmin.googleapis.com/Instance',
    'instances/orders',
    {},
    ['resource.labels.database_id', 'atlas:orders', undefined, undefined],
  ],
  [
    'compute.googleapis.com/Router',
    'regions/europe-west1/routers/edge',
    { gatewayNames: ['nat'] },
    ['resource.labels.gateway_name', 'nat', 'resource.labels.region', 'europe-west1'],
  ],
  [
    'run.googleapis.com/Service',
    'locations/europe-west1/services/api',
    {},
    ['resource.labels.service_name', 'api', 'resource.labels.location', 'europe-west1'],
  ],
])('%s %s is named to Monitoring', (type, path, attributes, named) => {
  const [subject] = subjectsOf(type, path, attributes);
  expect([subject?.label, subject?.value, subject?.place?.label, subject?.place?.value]).toEqual(named);
});

test.each([
  ['application', 'external', 'loadbalancing.googleapis.com/https/request_count'],
  ['application', 'internal-managed', 'loadbalancing.googleapis.com/https/internal/request_count'],
  ['network', 'external', 'loadbalancing.googleapis.com/l3/external/ingress_bytes_count'],
  ['network', 'internal', 'loadbalancing.googleapis.com/l3/internal/ingress_bytes_count'],
  [undefined, 'external', undefined],
])('a rule of type %s that is %s has %s', (loadBalancerType, scheme, name) => {
  const type = 'compute.googleapis.com/ForwardingRule';
  const [subject] = subjectsOf(type, 'regions/europe-west1/forwardingRules/r', { loadBalancerType, scheme });
  expect(subject?.definitions.map((definition) => definition.name)).toEqual(name && [name]);
});

test.each([
  ['postgres', 'cloudsql.googleapis.com/database/postgresql/num_backends'],
  ['mysql', 'cloudsql.googleapis.com/database/network/connections'],
  [undefined, 'cloudsql.googleapis.com/database/network/connections'],
])('connections of %s are %s', (engine, name) => {
  const [subject] = subjectsOf('sqladmin.googleapis.com/Instance', 'instances/orders', { engine });
  expect(subject?.definitions.find(({ metric }) => metric === 'connections')?.name).toBe(name);
});

test.each([
  ['a rule that is global', 'compute.googleapis.com/GlobalForwardingRule', { region: 'global' }, [undefined]],
  ['a router without gateways', 'compute.googleapis.com/Router', {}, []],
  ['what is gone', 'compute.googleapis.com/Instance', { state: 'terminated' as const }, []],
  ['a type without metrics', 'pubsub.googleapis.com/Topic', {}, []],
  ['a type of a strange name', 'constructor', {}, []],
])('%s', (_, type, changes, places) =>
  expect(subjectsOf(type, 'x', { loadBalancerType: 'application' }, changes).map(({ place }) => place)).toEqual(places),
);

test('every type with metrics has a collector', () =>
  expect(METRIC_TYPES.filter((type) => !gcpCollectors.some((collector) => collector.type === type))).toEqual([]));
