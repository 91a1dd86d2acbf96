import type { CloudName } from '../../model/cloud.ts';
import type { AccountRecord, AccountState } from '../state.ts';
import type { Database } from './database.ts';

export function accountState(database: Database): AccountState {
  const record = (account: AccountRecord): void => {
    database.run(
      `INSERT INTO accounts (organisation, cloud, id, account) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET account = excluded.account`,
      account.organisation,
      account.cloud,
      account.id,
      JSON.stringify(account),
    );
  };
  const list = (organisation: string): AccountRecord[] =>
    database
      .all<{ account: string }>('SELECT account FROM accounts WHERE organisation = ? ORDER BY cloud, id', organisation)
      .map(({ account }) => JSON.parse(account) as AccountRecord);
  const remove = (organisation: string, cloud: CloudName, id: string): boolean => {
    const where = 'organisation = ? AND cloud = ? AND id = ?';
    return database.run(`DELETE FROM accounts WHERE ${where}`, organisation, cloud, id) > 0;
  };
  return {
    record: async (account) => record(account),
    async change(organisation, work) {
      database.transaction(() => {
        const changes = work(list(organisation));
        for (const { cloud, id } of changes.remove ?? []) remove(organisation, cloud, id);
        for (const account of changes.record ?? []) record(account);
      });
    },
    list: async (organisation) => list(organisation),
    remove: async (organisation, cloud, id) => remove(organisation, cloud, id),
  };
}
