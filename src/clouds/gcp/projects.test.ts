import { expect, test } from 'vitest';
import { googleClients, googleServer } from '../../../test/support/google.ts';
import { UserError } from '../../model/errors.ts';
import { findProjects, searchScope } from './projects.ts';

const google = googleServer();

test.each([
  [{ organization: '1' }, 'organizations/1'],
  [{ organization: 'organizations/1' }, 'organizations/1'],
  [{ folder: 'folders/2' }, 'folders/2'],
  [{ organization: '1', folder: '2' }, 'organizations/1'],
  [{ projects: ['atlas'] }, undefined],
  [{}, undefined],
])('%j is searched below %s', (settings, scope) => expect(searchScope(settings)).toBe(scope));

test.each([
  { organization: 'northwind.example' },
  { organization: 'folders/1' },
  { organization: '' },
  { folder: '../1' },
  { folder: '1'.repeat(21) },
])('%j is no number', (settings) => expect(() => searchScope(settings)).toThrow(UserError));

test('of a project’s labels the texts are labels', async () => {
  const labels = { team: 'x', count: 7, none: null };
  google.answer(() => ({ projects: [{ name: 'projects/101', projectId: 'atlas', labels }] }));
  expect((await findProjects(googleClients(google), {})).projects).toMatchObject([{ labels: { team: 'x' } }]);
});
