import * as z from 'zod';
import { counted } from '../../model/counted.ts';
import type { AccountRecord } from '../../store/state.ts';
import { cursorInput, readCursor, writeCursor } from '../cursor.ts';
import { dataQuality, qualityOfParts } from '../data-quality.ts';
import { fenced } from '../fenced.ts';
import { lastResults } from '../last-results.ts';
import { limitInput, nextPage } from '../paging.ts';
import { cloudsOf, scopeInput } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { defineTool } from '../tool.ts';

const STATUSES = ['connected', 'denied', 'unreachable', 'inactive', 'disabled'] as const;
// The list of accounts is not of a snapshot; its cursor only says where it goes on.
const NO_SNAPSHOT = 'accounts';
const RECENT_RUNS = 50;

const row = ({ cloud, id, name, status, detail, missingPermissions, lastCollectedAt, checkedAt }: AccountRecord) => ({
  cloud_provider: cloud,
  account: id,
  ...(name === undefined ? {} : { account_name: name }),
  status,
  ...(detail === undefined ? {} : { detail }),
  missing_permissions: [...missingPermissions],
  last_collected_at: lastCollectedAt ?? null,
  checked_at: checkedAt,
});

const lastShown = z.object({
  what: z.array(z.string()),
  status: z.string(),
  duration_seconds: z.number(),
  rows: z.int(),
  gaps: z.int(),
});

function lastText(last: unknown): string {
  const { data } = lastShown.safeParse(last);
  if (!data) return '';
  const { what, status, duration_seconds, rows, gaps } = data;
  return ` Last: ${what.join(', ')} ${status} in ${duration_seconds} s, ${counted(rows, 'row')}, ${counted(gaps, 'gap')}.`;
}

const order = (a: AccountRecord, b: AccountRecord): number => {
  const [x, y] = [`${a.cloud} ${a.id}`, `${b.cloud} ${b.id}`];
  return x < y ? -1 : x > y ? 1 : 0;
};

const quality = (records: readonly AccountRecord[]) => {
  const refused = records.filter(({ status }) => status === 'denied' || status === 'unreachable');
  return qualityOfParts({
    gaps: refused.map(({ cloud, id, status, detail }) => ({
      cloud,
      account: id,
      reason: status === 'denied' ? 'denied' : 'failed',
      detail: detail ?? `the account was ${status}`,
    })),
    seen: records.map(({ checkedAt }) => checkedAt),
    stale: false,
    note: (status, reasons) =>
      status === 'empty'
        ? 'No account was ever asked: run collect_data to connect those that are configured.'
        : refused.length > 0
          ? `${refused.length} of ${records.length} accounts did not answer (${reasons}).`
          : 'Every account answered when it was last asked.',
  });
};

export const listAccounts = defineTool({
  name: 'list_accounts',
  title: 'Accounts',
  toolset: 'inventory',
  core: true,
  description: 'Connected accounts: whether they answer, permissions missing, last collection.',
  input: z.strictObject({
    cloud_provider: scopeInput.cloud_provider,
    status: z.enum(STATUSES).optional(),
    limit: limitInput,
    cursor: cursorInput,
  }),
  output: z.object({
    organisation: z.string(),
    accounts: z.array(z.looseObject({ account: z.string(), status: z.string() })),
    total: z.int(),
    by_status: z.record(z.string(), z.int()),
    next_cursor: z.string().optional(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run({ cloud_provider, status, limit, cursor }, context) {
    const clouds = cloudsOf(cloud_provider, context);
    const all = await context.store.state.accounts.list(context.organisation);
    const records = all.filter(({ cloud }) => clouds.includes(cloud)).sort(order);
    const wanted = records.filter((record) => status === undefined || record.status === status);
    const start = Math.max(0, readCursor(cursor)?.position ?? 0);
    const end = start + limit;
    const last = lastResults(await context.store.state.runs.list(context.organisation, RECENT_RUNS));
    return {
      organisation: context.organisation,
      accounts: wanted
        .slice(start, end)
        .map((record) => ({ ...row(record), last_collection: last({ cloud: record.cloud, account: record.id }) })),
      total: wanted.length,
      by_status: Object.fromEntries(
        STATUSES.map((word) => [word, records.filter((record) => record.status === word).length]),
      ),
      ...(end < wanted.length ? { next_cursor: writeCursor({ snapshot: NO_SNAPSHOT, position: end }) } : {}),
      data_quality: quality(records),
    };
  },
  text: ({ organisation, accounts, total, by_status, next_cursor, data_quality }) => {
    const counts = Object.entries(by_status)
      .filter(([, count]) => count > 0)
      .map(([status, count]) => `${count} ${status}`);
    const lines = accounts.map(
      ({ cloud_provider, account, account_name, status, missing_permissions, last_collected_at, last_collection }) => {
        const missing = Array.isArray(missing_permissions) ? missing_permissions.map(String) : [];
        const name = typeof account_name === 'string' ? ` ${fenced(account_name)}` : '';
        const collected = last_collected_at ? `collected ${last_collected_at}` : 'never collected';
        const wanting = missing.length > 0 ? `; missing ${missing.slice(0, 5).join(', ')}` : '';
        const more = missing.length > 5 ? ` and ${missing.length - 5} more permissions` : '';
        return `${cloud_provider} ${account}${name}: ${status}, ${collected}${wanting}${more}.${lastText(last_collection)}`;
      },
    );
    const all = Object.values(by_status).reduce((sum, count) => sum + count, 0);
    const states = counts.length > 0 ? `: ${total < all ? `in all ${all}, ` : ''}${counts.join(', ')}` : '';
    const head = `${counted(total, 'account')} of ${organisation}${states}.`;
    return shortText(head, lines, `${data_quality.note}${nextPage(next_cursor)}`);
  },
});
