import { expect, test } from 'vitest';
import { pathMatcher } from './path.ts';

test.each([
  ['v1/{scope=folders/…}:searchAllResources', 'v1/folders/12:searchAllResources', { scope: 'folders/12' }],
  ['v1/{scope=folders/…}:searchAllResources', 'v1/projects/12:searchAllResources', undefined],
  ['v1/{scope=folders/…}:searchAllResources', 'v1/folders/1/2:searchAllResources', undefined],
  ['storage/v1/b/{bucket}', 'storage/v1/b/a.b-c_d', { bucket: 'a.b-c_d' }],
  ['storage/v1/b/{bucket}', 'storage/v1/b/', undefined],
  ['v3/projects:search', 'v3/projects:search', {}],
  ['v3/projects', 'v3/projects:search', undefined],
  [
    'v1/{name=projects/…/serviceAccounts/…}/keys',
    'v1/projects/-/serviceAccounts/a@b.c/keys',
    { name: 'projects/-/serviceAccounts/a@b.c' },
  ],
] as const)('%s takes %s', (form, path, expected) => {
  expect(pathMatcher(form)(path)).toEqual(expected);
});
