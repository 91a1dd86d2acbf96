import type { State } from '../state.ts';
import { accountState } from './accounts.ts';
import { catalogue } from './catalogue.ts';
import { complianceState } from './compliance.ts';
import { connectionState } from './connections.ts';
import { openDatabase } from './database.ts';
import { leaseState } from './leases.ts';
import { reachState } from './reaches.ts';
import { recommendationState } from './recommendations.ts';
import { runState } from './runs.ts';
import { spendState } from './spend.ts';

/** The state in one file, shared by any number of processes of one machine. @throws UserError for what the user can mend. */
export function openSqliteState(path: string): State {
  const database = openDatabase(path);
  return {
    runs: runState(database),
    catalogue: catalogue(database),
    leases: leaseState(database),
    accounts: accountState(database),
    connections: connectionState(database),
    reaches: reachState(database),
    compliance: complianceState(database),
    spend: spendState(database),
    recommendations: recommendationState(database),
    async close() {
      database.close();
    },
  };
}
