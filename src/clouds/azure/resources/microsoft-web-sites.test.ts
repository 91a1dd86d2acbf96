import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftWebSites } from './microsoft-web-sites.ts';

const TYPE = 'Microsoft.Web/sites';

test.each([
  ['Running', 'functionapp,linux', 'running', ['function-app']],
  ['Stopped', 'app', 'stopped', undefined],
  ['Odd', 'app', 'unknown', undefined],
])('%s of %s', (told, kind, state, flags) =>
  expect(microsoftWebSites.normalize(rowOf(TYPE, { state: told }, { kind }), nothingKnown)).toEqual({
    ...factsOf(TYPE),
    ...{ state, providerState: told, flags, attributes: {} },
  }),
);
