import type { AccountSettings } from '../clouds/cloud.ts';
import type { Settings } from './schema.ts';

/** An entry with how long a page of its cloud may be. */
export function withBatchSize(
  entry: AccountSettings,
  { batch_size }: Pick<Settings['collection'], 'batch_size'>,
): AccountSettings {
  const most = batch_size[entry.cloud];
  return most === undefined ? entry : { ...entry, batch_size: most };
}
