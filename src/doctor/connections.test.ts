import { expect, test } from 'vitest';
import { connectionDiagnosis } from './connections.ts';

const added = { cloud: 'aws', name: 'production', added_at: '2026-11-21T08:00:00.000Z' };

test.each([
  [0, [], expect.stringContaining('AWS credentials in the environment are the account')],
  [1, [], '1 entry of the configuration'],
  [0, [added], '1 added connection: aws "production"'],
  [2, [added, added], '2 entries of the configuration; 2 added connections: aws "production", aws "production"'],
])('%d configured and %j added', (configured, connections, detail) =>
  expect(connectionDiagnosis(configured, connections)).toEqual({ check: 'accounts', status: 'ok', detail }),
);
