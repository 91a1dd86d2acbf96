import { expect, test } from 'vitest';
import { isResourceType, LABELLED_TYPES } from './other-types.ts';
import { gcpCollectors } from './resources/index.ts';

test.each([
  ['spanner.googleapis.com/Instance', true],
  ['container.googleapis.com/NodePool', true],
  // Switches, and what lies inside of a cluster.
  ['serviceusage.googleapis.com/Service', false],
  ['compute.googleapis.com/Project', false],
  ['k8s.io/Node', false],
  ['apps.k8s.io/Deployment', false],
  ['rbac.authorization.k8s.io/Role', false],
])('%s is a resource: %s', (type, isOne) => expect(isResourceType(type)).toBe(isOne));

test('what has a collector says for itself whether it has labels', () =>
  expect(gcpCollectors.filter(({ type }) => LABELLED_TYPES.has(type))).toEqual([]));
