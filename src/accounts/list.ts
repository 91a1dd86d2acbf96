import { isDeepStrictEqual } from 'node:util';
import type { AccountSettings } from '../clouds/cloud.ts';
import type { Secrets } from '../clouds/secrets.ts';
import { ACCOUNT_SCHEMAS } from '../config/schema.ts';
import { UserError } from '../model/errors.ts';
import type { ConnectionContent, ConnectionVault, KeptConnection } from '../store/connections/vault.ts';

// Only what we made ourselves leads there: no schema of the configuration takes it.
const STORED = /^stored:\/\/([\w-]+)\/(\w+)$/;

/** The settings' optional fields may be present and undefined; a cloud's settings are then absent. */
export const present = (entry: object): AccountSettings =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as unknown as AccountSettings;

/** An added connection as an entry of the settings: its secrets are referred to, and read when they are used. */
export function settingsOf({
  id,
  cloud,
  name,
  settings,
  secrets,
}: KeptConnection & ConnectionContent): AccountSettings {
  const parsed = ACCOUNT_SCHEMAS[cloud].safeParse({ ...settings, cloud, name });
  if (!parsed.success)
    throw new UserError(
      `The connection "${name}" was added by another version and can't be used by this one: \`cloudoptima accounts remove ${name}\`, and add it again.`,
    );
  const references = Object.keys(secrets).map((setting) => [setting, `stored://${id}/${setting}`]);
  return { ...present(parsed.data), ...Object.fromEntries(references) };
}

/** Secrets of added connections beside those that are kept elsewhere. */
export const withStored = (elsewhere: Secrets, vault: () => Promise<ConnectionVault>): Secrets => ({
  async resolve(reference, refused) {
    const [, id, setting] = STORED.exec(reference) ?? [];
    if (id === undefined || setting === undefined) return elsewhere.resolve(reference, refused);
    const secret = (await (await vault()).open(id))?.secrets[setting];
    if (secret === undefined)
      throw new UserError('The secret of a connection is gone: it was removed meanwhile. Ask again.');
    return secret;
  },
});

/** Who asks, and what for: what says the same here leads to the same accounts. */
function aimOf(settings: AccountSettings): unknown {
  const sorted = (list: readonly string[] = []) => list.map((one) => one.toLowerCase()).sort();
  const { cloud, endpoint } = settings;
  switch (cloud) {
    case 'aws': {
      const { role_arn, profile, organization } = settings;
      return [cloud, endpoint, role_arn ?? ['profile', profile], organization];
    }
    case 'azure': {
      const { tenant_id, client_id, management_group, subscriptions, resource_groups } = settings;
      const names = [tenant_id, client_id, management_group].map((one) => one?.toLowerCase());
      return [cloud, endpoint, names, sorted(subscriptions), sorted(resource_groups)];
    }
    case 'gcp': {
      const { organization, folder, projects } = settings;
      return [cloud, endpoint, organization, folder, sorted(projects)];
    }
  }
}

/** Whether two entries lead to the same accounts. */
export const leadsToSame = (one: AccountSettings, other: AccountSettings): boolean =>
  isDeepStrictEqual(aimOf(one), aimOf(other));

/** @throws UserError where an added connection is called as another entry is, or leads to the same. */
export function refuseTwins(added: AccountSettings, others: readonly AccountSettings[], where: string): void {
  const twin = others.find(
    (other) => leadsToSame(other, added) || (other.name !== undefined && other.name === added.name),
  );
  if (!twin) return;
  const same = twin.name === added.name ? 'is called as' : 'leads to the same as';
  const position = others.indexOf(twin) + 1;
  const other = twin.name === undefined ? `${where}, entry ${position}` : `${where}, "${twin.name}"`;
  throw new UserError(
    `The connection "${added.name}" ${same} ${other}. Keep one of them: \`cloudoptima accounts remove\`, or the entry in the configuration.`,
  );
}

/** Those of the configuration, then those that were added. @throws UserError where two are the same, or the key is missing. */
export async function accountList(
  configured: readonly AccountSettings[],
  vault: ConnectionVault,
): Promise<readonly AccountSettings[]> {
  const added: AccountSettings[] = [];
  for (const { id } of await vault.list()) {
    const connection = await vault.open(id);
    // Removed since the list was made.
    if (!connection) continue;
    const settings = settingsOf(connection);
    refuseTwins(settings, configured, 'the configuration');
    added.push(settings);
  }
  return [...configured, ...added];
}
