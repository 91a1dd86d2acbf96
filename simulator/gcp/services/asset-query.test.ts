import { expect, test } from 'vitest';
import type { GcpResource } from '../../estate/gcp/resource.ts';
import { GcpError } from '../errors.ts';
import { assetQuery } from './asset-query.ts';

const resource: GcpResource = {
  ...{ cloud: 'gcp', type: 'compute.googleapis.com/Instance', account: 'p-1', region: 'us-central1' },
  ...{ id: '//compute.googleapis.com/projects/p-1/zones/us-central1-a/instances/web-01', name: 'web-01' },
  createdAt: new Date('2026-10-05T12:00:00.700Z'),
  ...{ tags: { team: 'data', environment: 'production' }, taggable: true, violations: [] },
  detail: {
    ...{ data: {}, location: 'us-central1-a', state: 'RUNNING', networkTags: ['http-server'] },
    updatedAt: new Date('2026-10-06T00:00:00Z'),
  },
};

test.each([
  ['', true],
  ['state:running', true],
  ['state=running', false],
  ['state=RUNNING', true],
  ['NOT state:RUNNING', false],
  ['-state:STOPPED', true],
  ['name:web-01', true],
  ['displayName:web*', true],
  ['displayName:we', false],
  ['location:(us-east1 OR us-central1-a)', true],
  ['NOT location:(us-east1 OR us-central1-a)', false],
  ['networkTags:http', true],
  ['labels:data', true],
  ['labels.team:*', true],
  ['labels.owner:*', false],
  ['labels.environment=prod', false],
  ['labels.environment:prod*', true],
  ['state:RUNNING AND labels.team:data', true],
  ['state:RUNNING labels.team:web', false],
  ['createTime=2026-10-05T12:00:00Z', true],
  ['createTime>1791201600', false],
  ['createTime>=1791201600', true],
  ['updateTime<2026-10-06', false],
  ['updateTime<=2026-10-06', true],
])('%s', (query, fits) => {
  expect(assetQuery(query)(resource)).toBe(fits);
});

test.each(['state', 'state>RUNNING', 'labels.team>a', 'createTime>soon', 'colour:red', 'state:RUNNING OR', '(a:b)'])(
  '%s is refused',
  (query) => {
    expect(() => assetQuery(query)).toThrow(GcpError);
  },
);
