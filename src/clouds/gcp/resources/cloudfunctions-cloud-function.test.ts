import { expect, test } from 'vitest';
import { assetOf } from '../../../../test/support/asset.ts';
import { cloudfunctionsCloudFunction } from './cloudfunctions-cloud-function.ts';

test('a function of the first generation in our words', () =>
  expect(
    cloudfunctionsCloudFunction.normalize(
      assetOf({
        ...{ status: 'ACTIVE', runtime: 'nodejs22', availableMemoryMb: 256, timeout: '60s', network: '' },
        updateTime: '2026-01-02T03:04:05.678901Z',
      }),
    ),
  ).toMatchObject({
    state: 'available',
    attributes: {
      ...{ runtime: 'nodejs22', memoryMib: 256, timeoutSeconds: 60, networkId: undefined },
      modifiedAt: '2026-01-02T03:04:05.678Z',
    },
  }));

test.each([
  ['OFFLINE', 'failed'],
  ['DEPLOY_IN_PROGRESS', 'pending'],
  ['DELETE_IN_PROGRESS', 'deleting'],
])('%s is %s', (status, state) => expect(cloudfunctionsCloudFunction.normalize(assetOf({ status })).state).toBe(state));
