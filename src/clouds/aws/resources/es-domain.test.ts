import type { DomainStatus } from '@aws-sdk/client-opensearch';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { esDomain } from './es-domain.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const domain: DomainStatus = {
  DomainId: '123456789012/logs',
  DomainName: 'logs',
  ARN: 'arn:aws:es:eu-west-1:123456789012:domain/logs',
  ClusterConfig: {},
  DomainProcessingStatus: 'Active',
};

test('a domain in our words', () =>
  expect(esDomain.normalize({ name: 'logs', domain, tags: { team: 'platform' } }, scope)).toEqual({
    id: 'arn:aws:es:eu-west-1:123456789012:domain/logs',
    name: 'logs',
    state: 'running',
    providerState: 'Active',
    tags: { team: 'platform' },
    attributes: {},
  }));

test.each([
  ['Creating', 'pending'],
  ['Modifying', 'running'],
  ['UpgradingEngineVersion', 'running'],
  ['UpdatingServiceSoftware', 'running'],
  ['Isolated', 'suspended'],
  ['Deleting', 'deleting'],
] as const)('the state %s is %s', (word, state) =>
  expect(
    esDomain.normalize({ name: 'logs', domain: { ...domain, DomainProcessingStatus: word }, tags: {} }, scope),
  ).toMatchObject({ state, providerState: word }),
);

test('what could not be read stays unknown', () =>
  expect(esDomain.normalize({ name: 'logs', domain: undefined, tags: undefined }, scope)).toEqual({
    id: 'arn:aws:es:eu-west-1:123456789012:domain/logs',
    name: 'logs',
    tags: undefined,
    attributes: {},
  }));
