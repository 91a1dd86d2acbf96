import { newExternalId, trustPolicy } from '../clouds/aws/external-id.ts';
import type { AccountSettings } from '../clouds/cloud.ts';
import { MOST_SECRET_BYTES } from '../clouds/secrets/limits.ts';
import type { Secrets } from '../clouds/secrets.ts';
import { idInRole } from '../collect/connecting/account-label.ts';
import type { Time } from '../collect/time.ts';
import { ACCOUNT_SCHEMAS } from '../config/schema.ts';
import { UserError } from '../model/errors.ts';
import type { AccountKeeping, AddedConnection, KeyRotation, NewConnection, Removal } from '../serve/product.ts';
import { masterKeyIn } from '../store/connections/master-key.ts';
import type { ConnectionVault, KeptConnection } from '../store/connections/vault.ts';
import type { AccountRecord, AccountState, Lease, LeaseState } from '../store/state.ts';
import { whileKeysStand } from './key-lease.ts';
import { accountList, present, refuseTwins, settingsOf } from './list.ts';
import type { MasterKeys } from './master-key.ts';

export interface KeepingParts {
  readonly organisation: string;
  /** The entries of the configuration. */
  readonly configured: readonly AccountSettings[];
  readonly secrets: Secrets;
  readonly keys: MasterKeys;
  vault(): Promise<ConnectionVault>;
  accounts(): Promise<AccountState>;
  leases(): Promise<LeaseState>;
  readonly time: Time;
}

// Which field a secret that is given by itself belongs to.
const SECRET_FIELDS = { azure: 'client_secret', gcp: 'credentials' } as const;

/** What the commands do to what is kept of connections and accounts. */
export function accountKeeping(parts: KeepingParts): AccountKeeping {
  const { configured, organisation } = parts;
  return {
    connections: async () => (await (await parts.vault()).list()).map(shown),
    async add({ cloud, settings: given, secret, principal = '<the principal that CloudOptima signs in as>' }) {
      const named = { ...given, cloud, name: given.name ?? nameFor(cloud, given) };
      const needsId = cloud === 'aws' && given.role_arn !== undefined && given.external_id === undefined;
      const { name, ...settings } = checked(needsId ? { ...named, external_id: newExternalId() } : named, secret);
      if (name === undefined) throw new Error('a name was made and is gone');
      const vault = await parts.vault();
      const { cloud: _, ...fields } = settings;
      const connection = { cloud, name, settings: { ...fields }, secrets: secretsOf(cloud, secret) };
      await withKeys(parts, async (lease) => {
        // Nobody else adds one between this and that.
        const before = await accountList(configured, vault);
        refuseTwins({ ...settings, name }, before.slice(0, configured.length), 'the configuration');
        refuseTwins({ ...settings, name }, before.slice(configured.length), 'another connection that was added');
        await vault.add(connection, parts.time.now(), lease);
      });
      return { cloud, name, ...trustOf(settings, principal) };
    },
    planRemoval: (which) => planRemoval(parts, which),
    async remove({ connections, accounts }) {
      const [vault, records] = [await parts.vault(), await parts.accounts()];
      for (const { id } of connections) await vault.remove(id);
      for (const { cloud, account } of accounts)
        await records.remove(organisation, cloud as AccountRecord['cloud'], account);
    },
    setDisabled: (which, disabled) => setDisabled(parts, which, disabled),
    rotateKey: (to) => rotateKey(parts, to),
  };
}

const shown = ({ cloud, name, addedAt }: KeptConnection) => ({ cloud, name, added_at: addedAt });

/** What a connection is called that nobody named. */
function nameFor(cloud: string, { role_arn, ...settings }: Readonly<Record<string, unknown>>): string {
  const account = typeof role_arn === 'string' ? idInRole({ cloud: 'aws', role_arn }) : undefined;
  const words = [account, settings.profile, settings.management_group, settings.organization, settings.folder]
    .concat(settings.tenant_id, settings.subscriptions, settings.projects)
    .flat();
  return String(words.find((word) => typeof word === 'string' && word !== '') ?? cloud);
}

/** @throws UserError that names the options, and never what stands where a secret may be. */
function checked(entry: Readonly<Record<string, unknown>>, secret: string | undefined): AccountSettings {
  const { cloud } = entry as { readonly cloud: NewConnection['cloud'] };
  const parsed = ACCOUNT_SCHEMAS[cloud].safeParse(entry);
  if (!parsed.success) throw new UserError(parsed.error.issues.map((issue) => sentenceOf(issue, cloud)).join('\n'));
  const settings = present(parsed.data);
  if (secret !== undefined) checkSecret(settings, secret);
  if (settings.client_secret !== undefined && !(settings.tenant_id && settings.client_id))
    throw new UserError('--client-secret needs --tenant-id and --client-id beside it: they say whose secret it is.');
  return settings;
}

function sentenceOf(issue: { readonly path: readonly PropertyKey[]; readonly message: string }, cloud: string): string {
  if ('keys' in issue && Array.isArray(issue.keys))
    return `${issue.keys.map((key) => optionOf(String(key))).join(', ')}: no option of --cloud ${cloud}.`;
  return `${optionOf(String(issue.path[0]))}: ${issue.message}.`;
}

const optionOf = (field: string): string => `--${field.replaceAll('_', '-')}`;

function checkSecret(settings: AccountSettings, secret: string): void {
  const { cloud, tenant_id, client_id } = settings;
  if (cloud === 'aws')
    throw new UserError('A connection of AWS holds no secret: name a profile or a role. Leave out --secret-stdin.');
  const field = SECRET_FIELDS[cloud];
  if (settings[field] !== undefined)
    throw new UserError(`${optionOf(field)} and --secret-stdin both say what the secret is: give one of them.`);
  if (cloud === 'azure' && !(tenant_id && client_id))
    throw new UserError('A client secret needs --tenant-id and --client-id beside it: they say whose secret it is.');
  if (secret === '') throw new UserError('Standard input is empty, where --secret-stdin says a secret is.');
  if (Buffer.byteLength(secret) > MOST_SECRET_BYTES)
    throw new UserError(`Standard input is no secret: it has more than ${MOST_SECRET_BYTES} bytes.`);
  if (cloud === 'gcp' && !/^\s*\{/.test(secret))
    throw new UserError('Standard input holds no Google credentials: expected the JSON of a key or a configuration.');
}

const secretsOf = (cloud: NewConnection['cloud'], secret: string | undefined): Readonly<Record<string, string>> =>
  secret === undefined || cloud === 'aws' ? {} : { [SECRET_FIELDS[cloud]]: secret };

function trustOf(
  { role_arn, external_id }: Omit<AccountSettings, 'name'>,
  principal: string,
): Pick<AddedConnection, 'external_id' | 'trust_policy'> {
  if (role_arn === undefined || external_id === undefined) return {};
  return { external_id, trust_policy: trustPolicy(external_id, principal) };
}

/** An exact id goes before names: those are chosen freely, and may look like another account's id. */
function called(which: string, records: readonly AccountRecord[]): readonly AccountRecord[] {
  const own = records.filter(({ id }) => id === which);
  return own.length > 0 ? own : records.filter(({ name }) => name === which);
}

/** The accounts that an entry names: one that never answered is known by nothing else. */
const idsIn = (entry: AccountSettings): readonly string[] =>
  [idInRole(entry) ?? [], entry.subscriptions ?? [], entry.projects ?? []].flat();

async function planRemoval({ organisation, configured, ...parts }: KeepingParts, which: string): Promise<Removal> {
  const vault = await parts.vault();
  const kept = await vault.list();
  const records = await (await parts.accounts()).list(organisation);
  const found = kept.find(({ name }) => name === which) ?? (await connectionTo(which, vault, kept));
  if (!found && configured.some((entry) => entry.name === which || idInRole(entry) === which))
    throw new UserError(
      `${which} stands in the configuration: take its entry out there. \`cloudoptima accounts disable ${which}\` keeps it from being collected.`,
    );
  const ids = found ? await idsOf(found, vault) : [];
  const ofConnection = records.filter(({ cloud }) => cloud === found?.cloud);
  const meant = new Set([
    ...called(which, records),
    ...(found ? called(found.name, ofConnection) : []),
    ...ofConnection.filter(({ id }) => ids.includes(id)),
  ]);
  const accounts = records.filter((one) => meant.has(one));
  if (!found && accounts.length === 0)
    throw new UserError(
      `There is no connection and no account called "${which.slice(0, 200)}": \`cloudoptima accounts list\` shows them.`,
    );
  return {
    connections: found ? [{ ...shown(found), id: found.id }] : [],
    accounts: accounts.map(({ cloud, id, name }) => ({ cloud, account: id, ...(name === undefined ? {} : { name }) })),
  };
}

async function idsOf({ id }: KeptConnection, vault: ConnectionVault): Promise<readonly string[]> {
  try {
    const connection = await vault.open(id);
    return connection ? idsIn(settingsOf(connection)) : [];
  } catch (error) {
    // Without its key a connection can't be opened any more, and has to be removable all the same.
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** The connection whose settings name the account. Only its name is known without the master key. */
async function connectionTo(
  which: string,
  vault: ConnectionVault,
  kept: readonly KeptConnection[],
): Promise<KeptConnection | undefined> {
  for (const one of kept) {
    const connection = await vault.open(one.id);
    if (!connection) continue;
    if (idsIn(settingsOf(connection)).includes(which)) return one;
  }
  return undefined;
}

/** The accounts that the entries of that name say they lead to. */
async function idsCalled({ configured, ...parts }: KeepingParts, which: string): Promise<readonly string[]> {
  const vault = await parts.vault();
  const added = (await vault.list()).find(({ name }) => name === which);
  const ids = configured.filter(({ name }) => name === which).flatMap(idsIn);
  return [...ids, ...(added ? await idsOf(added, vault) : [])];
}

/** Whether an entry names an account by this id, asked yet or not. */
async function isIdInEntry({ configured, ...parts }: KeepingParts, which: string): Promise<boolean> {
  if (configured.flatMap(idsIn).includes(which)) return true;
  const vault = await parts.vault();
  for (const one of await vault.list()) if ((await idsOf(one, vault)).includes(which)) return true;
  return false;
}

async function setDisabled(parts: KeepingParts, which: string, disabled: boolean): Promise<string> {
  const accounts = await parts.accounts();
  const records = await accounts.list(parts.organisation);
  const [first, ...others] = called(which, records);
  const isOther = first !== undefined && first.id !== which && (await isIdInEntry(parts, which));
  const byRecord = first && !isOther ? [first, ...others] : [];
  const ids = byRecord.length > 0 ? [] : await idsCalled(parts, which);
  const found = byRecord.length > 0 ? byRecord : records.filter(({ id }) => ids.includes(id));
  const [record, another] = found;
  if (!record)
    throw new UserError(
      `No account called "${which.slice(0, 200)}" was asked yet: \`cloudoptima accounts list\` shows those that were, \`cloudoptima accounts test\` asks the others.`,
    );
  if (another)
    throw new UserError(
      `Several accounts are called "${which.slice(0, 200)}": ${found.map(({ id }) => id).join(', ')}. Name one of these.`,
    );
  await accounts.change(parts.organisation, (now) => ({
    record: now.filter(({ cloud, id }) => cloud === record.cloud && id === record.id).map(disabled ? off : on),
  }));
  return record.id;
}

const off = ({ statusBefore, ...facts }: AccountRecord): AccountRecord =>
  facts.status === 'disabled'
    ? { ...facts, ...(statusBefore === undefined ? {} : { statusBefore }) }
    : { ...facts, status: 'disabled', statusBefore: facts.status };

// Its next collection says how it is.
const on = ({ statusBefore, ...facts }: AccountRecord): AccountRecord =>
  facts.status === 'disabled' ? { ...facts, status: statusBefore ?? 'connected' } : facts;

/** Nobody else writes a key meanwhile, so that every draft there is was left behind. */
const withKeys = async <T>({ keys, leases, time }: KeepingParts, work: (lease: Lease) => Promise<T>): Promise<T> =>
  whileKeysStand(await leases(), time, async (lease) => {
    await keys.file?.sweepDrafts();
    return work(lease);
  });

async function rotateKey(parts: KeepingParts, to: string | undefined): Promise<KeyRotation> {
  const { keys, secrets } = parts;
  const vault = await parts.vault();
  const next = to === undefined ? undefined : masterKeyIn(await secrets.resolve(to), to);
  return withKeys(parts, async (lease) => {
    if (!next || to === undefined) return rotateInHome(keys, vault, lease);
    const organisations = await vault.rewrap(next, lease);
    const old = await keys.file?.replacedBy(next);
    return { organisations, ...(old === undefined ? {} : { old_key: old }), new_key: to };
  });
}

async function rotateInHome({ file, place }: MasterKeys, vault: ConnectionVault, lease: Lease): Promise<KeyRotation> {
  if (!file)
    throw new UserError(
      `The master key comes from ${place}: make a new one there and name it by --to env://<VARIABLE> or another reference; afterwards put it in the place of the old one.`,
    );
  const needed = await vault.masterKeys();
  if (needed.length === 0) throw new UserError('Nothing is encrypted yet: there is no connection that was added.');
  // A change that was interrupted is finished first: then only one key is needed, and that one is put away whole.
  const unfinished = await file.unfinished(needed);
  if (unfinished) {
    await vault.rewrap(unfinished, lease);
    await file.adopt(unfinished);
  }
  // Looked for before the lease is checked once more: none of them is the key of whoever may have taken over since.
  const abandoned = await file.abandoned(needed);
  const next = await file.prepare();
  const organisations = await vault.rewrap(next, lease);
  const old = await file.adopt(next);
  await file.discard(abandoned);
  return { organisations, old_key: old, new_key: file.path };
}
