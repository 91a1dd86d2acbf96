import { state } from './migrations/0001-state.ts';
import { unitColumns } from './migrations/0002-unit-columns.ts';
import { reaches } from './migrations/0003-reaches.ts';
import { recommendations } from './migrations/0004-recommendations.ts';
import { compliance } from './migrations/0005-compliance.ts';
import { connections } from './migrations/0006-connections.ts';
import { paidPages } from './migrations/0007-paid-pages.ts';

/** In order; the version of a database is how many of them it has been through. None is ever changed or removed. */
export const migrations: readonly string[] = [
  state,
  unitColumns,
  reaches,
  recommendations,
  compliance,
  connections,
  paidPages,
];
