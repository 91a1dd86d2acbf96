import type { AccountRecord, AccountState } from '../state.ts';
import type { Database } from './database.ts';

export function accountState(database: Database): AccountState {
  return {
    async record(account) {
      database.run(
        `INSERT INTO accounts (organisation, cloud, id, account) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET account = excluded.account`,
        account.organisation,
        account.cloud,
        account.id,
        JSON.stringify(account),
      );
    },
    async list(organisation) {
      return database
        .all<{ account: string }>(
          'SELECT account FROM accounts WHERE organisation = ? ORDER BY cloud, id',
          organisation,
        )
        .map(({ account }) => JSON.parse(account) as AccountRecord);
    },
    async remove(organisation, cloud, id) {
      const where = 'organisation = ? AND cloud = ? AND id = ?';
      return database.run(`DELETE FROM accounts WHERE ${where}`, organisation, cloud, id) > 0;
    },
  };
}
