import { expect, test } from 'vitest';
import { assetOf } from '../../../../test/support/asset.ts';
import { cloudfunctionsFunction } from './cloudfunctions-function.ts';

test.each([
  ['256M', 256],
  ['512Mi', 512],
  ['1G', 1024],
  ['2Gi', 2048],
  ['0.5Gi', 512],
  ['lots', undefined],
  [undefined, undefined],
])('%s of memory are %s MiB', (availableMemory, memoryMib) =>
  expect(
    cloudfunctionsFunction.normalize(assetOf({ serviceConfig: { ...(availableMemory ? { availableMemory } : {}) } }))
      .attributes.memoryMib,
  ).toBe(memoryMib),
);

test('a function of the second generation in our words', () =>
  expect(
    cloudfunctionsFunction.normalize(
      assetOf({ state: 'ACTIVE', buildConfig: { runtime: 'python312' }, serviceConfig: { timeoutSeconds: 540 } }),
    ),
  ).toMatchObject({ state: 'available', attributes: { runtime: 'python312', timeoutSeconds: 540 } }));
