import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { awsVariables } from '../../simulator/demo/settings/aws.ts';
import { azureVariables } from '../../simulator/demo/settings/azure.ts';
import { type Simulator, startSimulator } from '../../simulator/start.ts';
import { STARTING_RATES } from '../../src/collect/sending/rates.ts';
import type { CloudName } from '../../src/model/cloud.ts';
import { runProcess } from '../conformance/run-process.ts';
import { bareEnvironment, launcher } from './cli.ts';
import { stepsOf } from './guide-steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-guides-run-'));
const bin = join(folder, 'bin');
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ resources: 150, clouds: ['aws', 'azure', 'gcp'], accounts: 2 });
  mkdirSync(bin);
  writeProgram('cloudoptima', `exec '${process.execPath}' '${launcher}' "$@"`);
  // The clouds' own tools change an account: these do nothing, and do it well.
  for (const tool of ['aws', 'az', 'gcloud']) writeProgram(tool, 'exit 0');
});
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeProgram(name: string, line: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
  chmodSync(join(bin, name), 0o700);
}

interface Entry {
  readonly [key: string]: unknown;
}

/** The company's own ids in the place of those of a guide, and where it is to be asked. */
function swapped(cloud: CloudName, entry: Entry): Entry {
  const { url, azure, gcp, truth } = simulator;
  if (cloud === 'azure') {
    const { url: endpoint, tenantId: tenant_id, clientId: client_id, managementGroup: management_group } = azure;
    return { ...entry, tenant_id, client_id, management_group, endpoint };
  }
  if (cloud === 'gcp') {
    const { organization, billing, url: endpoint } = gcp;
    return { ...entry, organization, billing, endpoint, credentials: gcp.writeCredentials(folder) };
  }
  const [payer, member] = truth.clouds.aws.accounts;
  const name = payer?.role_arn?.split('/').at(-1);
  return {
    ...entry,
    endpoint: url,
    // As much of the company as a guide needs.
    regions: ['us-east-1', 'eu-west-1'],
    ...('role_arn' in entry && { role_arn: member?.role_arn }),
    ...('external_id' in entry && { external_id: member?.external_id }),
    ...('organization' in entry && { organization: { role_name: name } }),
  };
}

const environment = (home: string): NodeJS.ProcessEnv =>
  bareEnvironment(home, {
    ...awsVariables({ url: simulator.url, ...simulator.credentials }),
    ...azureVariables(simulator.azure),
    AZURE_TENANT_ID: simulator.azure.tenantId,
    AZURE_CLIENT_ID: simulator.azure.clientId,
    GOOGLE_APPLICATION_CREDENTIALS: simulator.gcp.writeCredentials(folder),
    PATH: `${bin}:${process.env.PATH}`,
    HOME: join(folder, 'nobody'),
    AWS_ENDPOINT_URL: simulator.url,
    // The simulated clouds refuse nobody who is quick.
    CLOUDOPTIMA_COLLECTION_CALLS_PER_SECOND: JSON.stringify(
      Object.fromEntries(Object.keys(STARTING_RATES).map((service) => [service, 1000])),
    ),
  });

/** What a step asks of whoever is signed in: only AWS is asked elsewhere by an environment, and nobody is there to say yes. */
function answered(line: string): string {
  const [, cloud] = / init --cloud (aws|azure|gcp)\b/.exec(line) ?? [];
  if (cloud === undefined) return line;
  const yes = line.includes('--dry-run') ? '' : ' --yes';
  if (cloud === 'aws') return `${line}${yes}`;
  const { azure, gcp } = simulator;
  if (cloud === 'azure') return `${line.replace(/northwind$/, azure.managementGroup)} --endpoint ${azure.url}${yes}`;
  const { project, dataset, table } = gcp.billing;
  const own = line
    .replace(/--organization \S+/, `--organization ${gcp.organization}`)
    .replace(/--billing \S+/, `--billing ${project}.${dataset}.${table}`);
  return `${own} --endpoint ${gcp.url}${yes}`;
}

describe.each(['aws', 'azure', 'gcp'] as const)('connect-%s.md', (cloud) => {
  test('every step of it works', { timeout: 240_000 }, async () => {
    const place = join(folder, cloud);
    const home = join(place, 'home');
    mkdirSync(home, { recursive: true });
    const env = environment(home);
    const ran: string[] = [];
    for (const step of stepsOf(readFileSync(`docs/guides/connect-${cloud}.md`, 'utf8'))) {
      if (step.kind === 'configuration') {
        const { accounts, ...rest } = parse(step.text) as { accounts: readonly Entry[] };
        const text = stringify({ ...rest, accounts: accounts.map((entry) => swapped(cloud, entry)) });
        writeFileSync(join(home, 'cloudoptima.yaml'), text);
        continue;
      }
      const line = answered(step.line);
      const { code, stdout, stderr } = await runProcess('sh', [], { env, input: `cd '${place}'\n${line}\n` });
      expect([line, code, code === 0 ? '' : stdout + stderr]).toEqual([line, 0, '']);
      ran.push(step.line);
    }
    expect(ran.filter((line) => /^cloudoptima (doctor|collect)/.test(line)).length).toBeGreaterThan(1);
    // What is collected is kept.
    const { stdout } = await runProcess('sh', [], { env, input: 'cloudoptima call search_resources "{}"\n' });
    expect((JSON.parse(stdout) as { total: number }).total).toBeGreaterThan(20);
  });
});
