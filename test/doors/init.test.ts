import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/start.ts';
import { bareEnvironment, cloudoptima } from './cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-init-door-'));
let simulator: Simulator;
let homes = 0;

beforeAll(async () => {
  simulator = await startSimulator({ resources: 200, clouds: ['aws', 'azure', 'gcp'] });
});
afterEach(() => simulator.faults.clear());
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const newHome = (): string => join(folder, `home-${++homes}`);

/** A machine on which nobody but AWS's payer is signed in. */
const signedIn = (home: string) => {
  const { accessKeyId, secretAccessKey } = simulator.credentials;
  return bareEnvironment(home, {
    ...{ HOME: join(folder, 'nobody'), AWS_ENDPOINT_URL: simulator.url },
    ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
  });
};

interface Told {
  readonly found: readonly { readonly cloud: string; readonly words: string }[];
  readonly accounts: readonly { readonly account: string; readonly groups: readonly object[] }[];
  readonly configuration: { readonly path: string; readonly text: string; readonly written: boolean } | null;
  readonly roles: readonly string[];
}

test('credentials become a configuration that works, and nothing of them is told', async () => {
  const home = newHome();
  const env = signedIn(home);
  const { code, stdout, stderr } = await cloudoptima(['init', '--yes'], env);
  expect([code, stdout]).toEqual([0, expect.stringContaining('cloudoptima collect --dry-run')]);
  const text = readFileSync(join(home, 'cloudoptima.yaml'), 'utf8');
  expect(text).toContain('accounts:\n  - cloud: aws\n');
  for (const secret of [simulator.credentials.accessKeyId, simulator.credentials.secretAccessKey])
    expect([stdout, stderr, text].join('')).not.toContain(secret);
  const doctor = await cloudoptima(['doctor', '--json'], env);
  const { checks } = JSON.parse(doctor.stdout) as { checks: { check: string; status: string; detail: string }[] };
  const [payer] = simulator.truth.clouds.aws.accounts;
  expect(checks).toContainEqual({
    ...{ check: `aws ${payer?.id}`, status: 'ok', detail: expect.stringContaining('shows inventory') },
  });
  expect(checks).toContainEqual(
    expect.objectContaining({ check: 'aws charges', detail: expect.stringContaining('24 to 48 hours') }),
  );
});

test('doctor says how far charges are known, which tags they lack, and when credentials end', async () => {
  const home = newHome();
  const end = new Date(Date.now() + 3_600_000).toISOString();
  const env = {
    ...{ ...signedIn(home), AWS_CREDENTIAL_EXPIRATION: end },
    // The simulated Cost Explorer refuses nobody who is quick.
    CLOUDOPTIMA_COLLECTION_CALLS_PER_SECOND: '{"ce": 50}',
  };
  const collect = await cloudoptima(['collect', '--what', 'costs', '--json', '--quiet'], env);
  expect(collect.code).toBe(0);
  const doctor = await cloudoptima(['doctor', '--costs', '--json'], env);
  const { checks } = JSON.parse(doctor.stdout) as { checks: { check: string; status: string; detail: string }[] };
  const saying = (check: string, status: string, detail: string) =>
    expect(checks).toContainEqual({
      check: expect.stringMatching(check),
      status,
      detail: expect.stringContaining(detail),
    });
  saying('^aws \\d+ tags of charges$', 'warning', 'not active for cost allocation: ');
  saying('^aws \\d+$', 'ok', 'shows inventory, costs');
  saying('^aws credentials$', 'warning', `end at ${end}`);
  // On the first day of a month none of its days is known whole.
  const isFirst = /-0[12]T/.test(new Date().toISOString());
  if (!isFirst) saying('^aws charges$', 'ok', 'known through ');
});

test('a configuration that is there is left as it is', async () => {
  const home = newHome();
  const env = signedIn(home);
  await cloudoptima(['init', '--yes', '--quiet'], env);
  const path = join(home, 'cloudoptima.yaml');
  writeFileSync(path, '# mine\n');
  const { code, stdout } = await cloudoptima(['init', '--yes'], env);
  expect([code, stdout]).toEqual([0, expect.stringContaining('is left as it is')]);
  expect(readFileSync(path, 'utf8')).toBe('# mine\n');
  expect(stdout).toMatch(/lacks these lines below `accounts:`:\n {2}- cloud: aws\n/);
  expect(stdout).toContain('$ cloudoptima accounts add --cloud aws\n');
});

test('what a second cloud adds to a configuration is said, and next is adding it', async () => {
  const home = newHome();
  await cloudoptima(['init', '--yes', '--quiet'], signedIn(home));
  const { gcp } = simulator;
  const env = bareEnvironment(home, { HOME: folder, GOOGLE_APPLICATION_CREDENTIALS: gcp.writeCredentials(folder) });
  const init = ['init', '--cloud', 'gcp', '--endpoint', gcp.url, '--organization', gcp.organization, '--yes'];
  const { code, stdout } = await cloudoptima(init, env);
  const lines = `    organization: "${gcp.organization}"\n    endpoint: ${gcp.url}\n`;
  expect([code, stdout]).toEqual([0, expect.stringContaining(lines)]);
  const next = /^Next: put the lines above into (.+), or .*\n {2}\$ cloudoptima (accounts add .+)$/m.exec(stdout);
  expect(next?.[1]).toBe(join(home, 'cloudoptima.yaml'));
  const added = await cloudoptima([...(next?.[2] ?? '').split(' '), '--json'], env);
  expect([added.code, JSON.parse(added.stdout)]).toMatchObject([0, { cloud: 'gcp', name: gcp.organization }]);
  const file = join(home, 'cloudoptima.yaml');
  writeFileSync(
    file,
    `${readFileSync(file, 'utf8')}  - { cloud: gcp, organization: "${gcp.organization}", endpoint: "${gcp.url}" }\n`,
  );
  const again = await cloudoptima(init, env);
  expect(again.stdout).toContain('Its own entry lacks some of these lines:\n');
  expect(again.stdout).not.toContain('accounts add');
  writeFileSync(
    file,
    stdout
      .split('\n')
      .filter((line) => /^ {2}(- cloud: gcp| {2}\w+: )/.test(line))
      .join('\n')
      .replace(/^/, 'accounts:\n'),
  );
  expect((await cloudoptima(init, env)).stdout).toContain('is there already, and has this.');
});

test('who may list an organisation is told how to read all of it', async () => {
  const [payer] = simulator.truth.clouds.aws.accounts;
  const { stdout } = await cloudoptima(['init', '--dry-run', '--quiet'], signedIn(newHome()));
  expect(stdout).toContain(`aws ${payer?.id} may list its organisation, which has`);
  expect(stdout).toContain('organization: { role_name: CloudOptimaReadOnly }');
  simulator.faults.add({ service: 'organizations', operation: 'ListAccounts', kind: 'deny' });
  const refused = await cloudoptima(['init', '--dry-run', '--quiet'], signedIn(newHome()));
  expect([refused.code, refused.stdout]).toEqual([0, expect.not.stringContaining('organisation')]);
});

test('nothing is written by a dry run, nor without a yes', async () => {
  const home = newHome();
  const env = signedIn(home);
  for (const args of [['init', '--dry-run', '--yes'], ['init']]) {
    const { code, stdout } = await cloudoptima([...args, '--json'], env);
    const told = JSON.parse(stdout) as Told;
    expect([code, told.configuration?.written]).toEqual([0, false]);
    expect(told.configuration?.text).toContain('- cloud: aws');
    expect(told.accounts[0]?.groups).toHaveLength(3);
  }
  expect(() => readdirSync(home)).toThrow('ENOENT');
});

test('what is missing is named, and what grants it is written for whoever may', async () => {
  simulator.faults.add({ service: 'ec2', operation: 'DescribeVolumes', kind: 'deny' });
  const out = join(folder, 'grants');
  const env = signedIn(newHome());
  const { code, stdout } = await cloudoptima(['init', '--dry-run', '--quiet'], env);
  expect([code, stdout]).toEqual([3, expect.stringContaining('missing: ec2:DescribeVolumes')]);
  expect(stdout).toContain('cloudoptima init roles --cloud aws');
  const written = await cloudoptima(['init', '--json', '--out', out], env);
  expect((JSON.parse(written.stdout) as Told).roles.length).toBeGreaterThan(5);
  expect(readFileSync(join(out, 'aws', 'CloudOptimaInventory.json'), 'utf8')).toContain('ec2:DescribeVolumes');
  const again = await cloudoptima(['init', '--json', '--out', out], env);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('left as it is')]);
});

test('Azure and Google Cloud, with what narrows them', async () => {
  const { azure, gcp } = simulator;
  const env = {
    ...bareEnvironment(newHome(), { HOME: folder, NODE_EXTRA_CA_CERTS: azure.ca }),
    ...{ AZURE_TENANT_ID: azure.tenantId, AZURE_CLIENT_ID: azure.clientId, AZURE_CLIENT_SECRET: azure.clientSecret },
    GOOGLE_APPLICATION_CREDENTIALS: gcp.writeCredentials(folder),
  };
  const ofAzure = await cloudoptima(['init', '--cloud', 'azure', '--endpoint', azure.url, '--json'], env);
  const azureTold = JSON.parse(ofAzure.stdout) as Told;
  expect(azureTold.configuration?.text).toContain('client_secret: env://AZURE_CLIENT_SECRET');
  expect(ofAzure.stdout).not.toContain(azure.clientSecret);
  expect(azureTold.accounts.length).toBeGreaterThan(1);
  const { project, dataset, table } = gcp.billing;
  const words = ['--organization', gcp.organization, '--billing', `${project}.${dataset}.${table}`];
  const ofGoogle = await cloudoptima(['init', '--cloud', 'gcp', '--endpoint', gcp.url, ...words, '--json'], env);
  const told = JSON.parse(ofGoogle.stdout) as Told;
  expect([ofGoogle.code, told.configuration?.text]).toEqual([0, expect.stringContaining(`dataset: ${dataset}`)]);
  expect(told.accounts.flatMap(({ groups }) => groups)).toContainEqual(
    expect.objectContaining({ group: 'costs', status: 'seen' }),
  );
});

test('where nobody is signed in it says how to', async () => {
  const { code, stdout } = await cloudoptima(['init'], bareEnvironment(newHome(), { HOME: join(folder, 'nobody') }));
  expect([code, stdout]).toEqual([1, expect.stringContaining('az login')]);
});

test('roles alone ask no cloud; with --json they are one object', async () => {
  const env = bareEnvironment(newHome());
  const yaml = await cloudoptima(
    ['init', 'roles', '--cloud', 'aws', '--format', 'cloudformation', '--principal', '123456789012'],
    env,
  );
  expect([yaml.code, yaml.stdout.split('\n')[0]]).toEqual([0, 'AWSTemplateFormatVersion: 2010-09-09']);
  const id = /external_id: (\S+)/.exec(yaml.stderr)?.[1] ?? 'none';
  expect(yaml.stdout).toContain(`Default: ${id}`);
  const json = await cloudoptima(['init', 'roles', '--cloud', 'azure', '--format', 'json', '--json'], env);
  expect(JSON.parse(json.stdout)).toMatchObject({ cloud: 'azure', documents: [{ file: 'cloudoptima-role.json' }] });
  const policies = await cloudoptima(['init', 'roles', '--cloud', 'aws', '--format', 'json', '--no-costs'], env);
  expect(Object.keys(JSON.parse(policies.stdout) as object)).toEqual([
    ...['CloudOptimaInventory.json', 'CloudOptimaInventory2.json', 'CloudOptimaMetrics.json'],
  ]);
  expect(policies.stderr).toBe('');
  const wrong = await cloudoptima(['init', 'roles', '--cloud', 'gcp', '--format', 'stackset'], env);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('is of AWS')]);
});
