import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftWebServerfarms } from './microsoft-web-serverfarms.ts';

const TYPE = 'Microsoft.Web/serverfarms';

test.each([
  [0, ['without-apps']],
  [3, undefined],
  [undefined, undefined],
])('a plan with %s apps', (numberOfSites, flags) =>
  expect(
    microsoftWebServerfarms.normalize(
      rowOf(TYPE, { provisioningState: 'Succeeded', ...(numberOfSites === undefined ? {} : { numberOfSites }) }),
      nothingKnown,
    ),
  ).toEqual({ ...factsOf(TYPE), state: 'available', providerState: 'Succeeded', flags, attributes: {} }),
);
