import { expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { searchScope } from './projects.ts';

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
