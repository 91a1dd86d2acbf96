import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from './config.ts';
import { homeFolder } from './home.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cloudoptima-config-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const load = (file: string | undefined, environment: Record<string, string> = {}, name = 'cloudoptima.yaml') => {
  if (file !== undefined) writeFileSync(join(home, name), file);
  return loadConfig({ home, environment });
};

// The whole block of the reference.
const EVERYTHING = `
organisation: default
currency: USD
fiscal_year_starts: 1
cost_metric: EffectiveCost
accounts:
  - cloud: aws
    profile: main
    role_arn: arn:aws:iam::123456789012:role/reader
    external_id: some-id
    regions: [eu-west-1]
    endpoint: http://127.0.0.1:4566
    organization: { role_name: reader }
  - cloud: azure
    tenant_id: t
    client_id: c
    client_secret: azure-kv://vault/secret
    subscriptions: [s]
    management_group: m
  - cloud: gcp
    credentials: /etc/gcp.json
    organization: '123'
    billing: { project: p, dataset: d, table: t }
collection: { schedule: "0 */6 * * *", services: all, max_parallel_accounts: 5, max_parallel_regions: 5, deadline_seconds: 120, paid_calls: { daily_limit_usd: 1 } }
policy: { file: policy.json, auto_import_aws_policy: true, aws_policy_id: null, fallback_to_default: true }
scheduled_compliance: { enabled: true, schedule: "0 2 * * *", timezone: UTC, notify_on_failure: true }
multi_account: { enabled: false, cross_account_role_name: mcp-cross-account-role, session_duration_seconds: 3600, session_cache_ttl_seconds: 900, max_parallel_accounts: 5 }
notify: [ { type: slack, url: env://SLACK_URL } ]
serve: { host: 127.0.0.1, port: 7357, allowed_origins: [] }
mcp: { toolsets: [all], read_only: false, calls_per_session: 100, identical_calls: 3 }
`;

test('the whole configuration loads, and without any there are its defaults', async () => {
  const { file: _, home: __, accounts, notify, warnings: ____, ...given } = await load(EVERYTHING);
  expect([accounts.length, notify.length]).toEqual([3, 1]);
  rmSync(join(home, 'cloudoptima.yaml'));
  const { file, home: ___, accounts: none, notify: nobody, warnings, ...defaults } = await load(undefined);
  expect([file, none, nobody, warnings]).toEqual([undefined, [], [], []]);
  expect(given).toEqual(defaults);
});

test.each([
  ['schedule: null', null],
  ['schedule: off', 'off'],
  ['schedule: "30 2 * * *"', '30 2 * * *'],
])('collection: %s', async (line, schedule) => {
  const { collection, warnings } = await load(`collection:\n  ${line}\n`);
  expect([collection.schedule, warnings]).toEqual([schedule, []]);
});

test('how long what was read stands is a setting of each cloud', async () => {
  const { collection } = await load('collection:\n  freshness:\n    costs_hours: { azure: 1 }\n', {
    CLOUDOPTIMA_COLLECTION_FRESHNESS_INVENTORY_MINUTES: '5',
  });
  expect(collection.freshness).toEqual({ inventory_minutes: 5, costs_hours: { aws: 8, azure: 1, gcp: 24 } });
});

test('an empty file and a JSON file load', async () => {
  expect((await load('# nothing yet\n')).currency).toBe('USD');
  rmSync(join(home, 'cloudoptima.yaml'));
  expect((await load('{"currency":"EUR"}', {}, 'cloudoptima.json')).currency).toBe('EUR');
});

test('every kind of key is also an environment variable, which wins over the file', async () => {
  const config = await load('serve:\n  port: 1\n  host: localhost\n', {
    CLOUDOPTIMA_SERVE_PORT: '8080',
    CLOUDOPTIMA_MCP_READ_ONLY: 'true',
    CLOUDOPTIMA_MCP_TOOLSETS: 'core, tags',
    CLOUDOPTIMA_COLLECTION_SERVICES: 'ec2,rds',
    CLOUDOPTIMA_COLLECTION_PAID_CALLS_DAILY_LIMIT_USD: '2.5',
    CLOUDOPTIMA_ACCOUNTS: '[{"cloud":"aws","profile":"x"}]',
    CLOUDOPTIMA_CURRENCY: 'EUR',
    CLOUDOPTIMA_POLICY_AWS_POLICY_ID: 'p-1',
  });
  expect(config).toMatchObject({
    currency: 'EUR',
    serve: { port: 8080, host: 'localhost' },
    mcp: { read_only: true, toolsets: ['core', 'tags'] },
    collection: { services: ['ec2', 'rds'], paid_calls: { daily_limit_usd: 2.5 } },
    policy: { aws_policy_id: 'p-1' },
    accounts: [{ cloud: 'aws', profile: 'x' }],
  });
});

test.each<[string, string | undefined, Record<string, string>, RegExp]>([
  [
    'an unknown key',
    'serve:\n  prot: 1\n',
    {},
    /cloudoptima\.yaml:2:3: serve\.prot is not known\. Did you mean "port"\?/,
  ],
  [
    'an unknown key at the top',
    'curency: USD\n',
    {},
    /cloudoptima\.yaml:1:1: curency is not known\. Did you mean "currency"\?/,
  ],
  [
    'a wrong type',
    'serve:\n  port: lots\n',
    {},
    /cloudoptima\.yaml:2:3: serve\.port: expected number, found string "lots"/,
  ],
  ['a number out of range', 'fiscal_year_starts: 13\n', {}, /:1:1: fiscal_year_starts: .*found number 13/],
  ['a wrong cost metric', 'cost_metric: NetCost\n', {}, /cost_metric: expected one of BilledCost, .*"ListCost"/],
  [
    'a key of another cloud',
    'accounts:\n  - cloud: aws\n    rol_arn: x\n',
    {},
    /:3:5: accounts\[0\]\.rol_arn is not known\. Did you mean "role_arn"\?/,
  ],
  ['an unknown cloud', 'accounts:\n  - cloud: ibm\n', {}, /accounts\[0\]/],
  [
    'a schedule that is none',
    'collection:\n  schedule: every day\n',
    {},
    /cloudoptima\.yaml:2:3: collection\.schedule: expected a time as cron writes it, .* found string "every day"/,
  ],
  ['a schedule that never comes', 'collection:\n  schedule: 0 0 31 2 *\n', {}, /:2:3: collection\.schedule: expected/],
  [
    'a time zone that is none',
    'collection:\n  timezone: Mars/Base\n',
    {},
    /:2:3: collection\.timezone: expected a time zone .*"Mars\/Base"/,
  ],
  [
    'a schedule of the environment',
    undefined,
    { CLOUDOPTIMA_COLLECTION_SCHEDULE: '61 * * * *' },
    /^CLOUDOPTIMA_COLLECTION_SCHEDULE: collection\.schedule: expected/,
  ],
  ['broken YAML', 'serve:\n  port: [1\n', {}, /cloudoptima\.yaml:\d+:\d+: not readable/],
  ['a list', '- 1\n', {}, /found a list/],
  [
    'a wrong variable',
    undefined,
    { CLOUDOPTIMA_SERVE_PORT: 'x' },
    /CLOUDOPTIMA_SERVE_PORT: expected a number, found "x"/,
  ],
  ['a variable out of range', undefined, { CLOUDOPTIMA_SERVE_PORT: '70000' }, /^CLOUDOPTIMA_SERVE_PORT: serve\.port: /],
  [
    'a variable with broken JSON',
    undefined,
    { CLOUDOPTIMA_ACCOUNTS: '[{' },
    /CLOUDOPTIMA_ACCOUNTS: not readable as JSON\. Mend it, or set accounts in the configuration/,
  ],
])('%s is named with its place', async (_, file, environment, words) => {
  await expect(load(file, environment)).rejects.toThrow(words);
});

test.each([
  ['client_secret: Hush8Q~hush', 'azure', /accounts\[0\]\.client_secret|accounts\.0\.client_secret/],
  ['secret_access_key: Hush8Q~hush', 'aws', /secret_access_key: secrets are not kept in the configuration/],
  ['access_key_id: Hush8Q~hush', 'aws', /access_key_id: secrets are not kept/],
])('an inline secret is refused and not repeated: %s', async (line, cloud, words) => {
  const refused = load(`accounts:\n  - cloud: ${cloud}\n    ${line}\n`).then(
    () => 'loaded',
    (error: Error) => error.message,
  );
  expect(await refused).toMatch(words);
  expect(await refused).not.toContain('Hush');
});

test.each([
  ['accounts:\n  - { cloud: gcp, credentials: "{\\"type\\":\\"Hush\\"}" }\n', 'accounts.0.credentials'],
  ['accounts:\n  - { cloud: gcp, credentials: "vault://Hush" }\n', 'accounts.0.credentials'],
  ['accounts:\n  - { cloud: azure, client_secret: "azure-kv://Hush" }\n', 'accounts.0.client_secret'],
  ['notify: [{ type: slack, url: "https://hooks.example/Hush" }]\n', 'notify.0.url'],
  ['credentials: { master_key: Hush }\n', 'credentials.master_key'],
])('what stands where a reference belongs is not repeated: %s', async (file, path) => {
  const refused = await load(file).catch((error: Error) => error.message);
  expect(refused).toContain(`${path}: `);
  expect(refused).toContain('env://<VARIABLE>');
  expect(refused).not.toContain('Hush');
});

test('a variable with a key where a reference belongs is not repeated', async () => {
  const refused = await load(undefined, { CLOUDOPTIMA_CREDENTIALS_MASTER_KEY: 'Hush' }).catch((e: Error) => e.message);
  expect(refused).toMatch(/^CLOUDOPTIMA_CREDENTIALS_MASTER_KEY: credentials\.master_key: a secret is referred to/);
  expect(refused).not.toContain('Hush');
});

test('a reference of every kind may stand where a secret is configured', async () => {
  const references = [
    ...['env://A', 'file:///run/secrets/a', 'aws-sm://shop/a#key', 'azure-kv://vault/a'],
    'gcp-sm://projects/p/secrets/a/versions/1',
  ];
  const accounts = references.flatMap((reference) => [
    { cloud: 'azure', tenant_id: 't', client_id: 'c', client_secret: reference },
    { cloud: 'gcp', credentials: reference },
  ]);
  for (const master_key of references)
    expect(
      (await load(JSON.stringify({ accounts, credentials: { master_key } }), {}, 'cloudoptima.json')).warnings,
    ).toEqual([]);
});

test('a broken JSON file is told with its line', async () => {
  await expect(load('{\n  "currency": \n}', {}, 'cloudoptima.json')).rejects.toThrow(/cloudoptima\.json/);
});

test('two files are one too many, and a file that was asked for must be there', async () => {
  writeFileSync(join(home, 'cloudoptima.json'), '{}');
  await expect(load('currency: EUR\n')).rejects.toThrow(/Keep one/);
  await expect(loadConfig({ home, config: '/nowhere.yaml', environment: {} })).rejects.toThrow(
    /There is no configuration file .*: look for a slip in --config or CLOUDOPTIMA_CONFIG/,
  );
});

test('a variable that sets nothing is told and not refused', async () => {
  const { warnings } = await load(undefined, { CLOUDOPTIMA_SERVE_PROT: '1' });
  expect(warnings).toEqual([expect.stringContaining('did you mean CLOUDOPTIMA_SERVE_PORT?')]);
});

test('the home is what was asked, the variable, or the data folder', () => {
  expect(homeFolder('/a', { CLOUDOPTIMA_HOME: '/b' })).toBe('/a');
  expect(homeFolder(undefined, { CLOUDOPTIMA_HOME: '/b' })).toBe('/b');
  expect(homeFolder(undefined, { XDG_DATA_HOME: '/c' }, 'linux')).toBe('/c/cloudoptima');
  expect(homeFolder(undefined, {}, 'linux')).toMatch(/\/\.local\/share\/cloudoptima$/);
});

test('what is set and does nothing yet is said, each with its place', async () => {
  const { warnings } = await load(
    'accounts:\n  - cloud: aws\n  - { cloud: azure, client_secret: azure-kv://vault/secret }\n' +
      'policy: { auto_import_aws_policy: true }\nmulti_account: { enabled: true }\nnotify: [{ type: email }]\n',
    { CLOUDOPTIMA_FISCAL_YEAR_STARTS: '4' },
  );
  expect(warnings).toEqual(
    ['fiscal_year_starts', 'policy.auto_import_aws_policy', 'notify'].map(
      (path) => `${path} is accepted and not acted on by this version.`,
    ),
  );
});

test('what is switched off is as off as it was asked to be', async () => {
  const off = 'policy: { auto_import_aws_policy: false }\nscheduled_compliance: { enabled: false }\nnotify: []\n';
  expect((await load(off)).warnings).toEqual([]);
});

test('an organisation is named as the store can keep it', async () => {
  const longest = 'a'.repeat(63);
  expect((await load(`organisation: ${longest}\n`)).organisation).toBe(longest);
  await expect(load(`organisation: ${longest}a\n`)).rejects.toThrow(/organisation: .*at most 63/);
  expect((await load('organisation: acme-\n')).organisation).toBe('acme-');
});
