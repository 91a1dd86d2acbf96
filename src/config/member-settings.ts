import type { AccountSettings } from '../clouds/cloud.ts';
import type { Settings } from './schema.ts';

/**
 * An entry with what is set once for all organisations of AWS: how long sessions last and are kept, and the role in the
 * members of those that name none, where every organisation's members are read.
 */
export function withMemberSettings(entry: AccountSettings, settings: Settings['multi_account']): AccountSettings {
  const { cloud, organization } = entry;
  if (cloud !== 'aws' || typeof organization === 'string' || !(organization || settings.enabled)) return entry;
  const { cross_account_role_name: role_name, session_duration_seconds, session_cache_ttl_seconds } = settings;
  const role = organization ?? { role_name, ifAny: true };
  return { ...entry, organization: { ...role, session_duration_seconds, session_cache_ttl_seconds } };
}
