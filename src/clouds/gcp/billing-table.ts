import { UserError } from '../../model/errors.ts';
import type { AccountSettings } from '../cloud.ts';

/** The billing export, and whose bill is in it. */
export interface BillingTable {
  /** Where queries run, and who pays for them. */
  readonly project: string;
  /** As SQL names it, quoted. */
  readonly name: string;
  /** The billing account, which is part of the table's name; the table itself where somebody called it otherwise. */
  readonly payer: string;
}

// https://cloud.google.com/billing/docs/how-to/export-data-bigquery-tables: one table a billing account, never a wildcard.
const EXPORT = /^gcp_billing_export_(?:resource_)?v1_([0-9A-F]{6})_([0-9A-F]{6})_([0-9A-F]{6})$/i;
const PROJECT = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const DATASET = /^\w{1,1024}$/;
const TABLE = /^[\w-]{1,1024}$/;

/** @throws UserError for a name that can't stand in a query, and for an export of another shape. */
export function billingTable({ project, dataset, table }: NonNullable<AccountSettings['billing']>): BillingTable {
  const parts = [
    ['project', project, PROJECT],
    ['dataset', dataset, DATASET],
    ['table', table, TABLE],
  ] as const;
  for (const [key, value, allowed] of parts)
    if (!allowed.test(value))
      throw new UserError(`billing.${key}: BigQuery has no ${key} called "${value.slice(0, 100)}".`);
  if (/^gcp_billing_export_focus_/.test(table))
    throw new UserError(
      'billing.table: exports in FOCUS columns are not read yet; name the detailed or the standard usage cost export.',
    );
  const [, ...account] = EXPORT.exec(table) ?? [];
  const payer = account.length > 0 ? account.join('-').toUpperCase() : `${project}.${dataset}.${table}`;
  return { project, name: `\`${project}.${dataset}.${table}\``, payer };
}
