import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../simulator/start.ts';
import { bareEnvironment, cloudoptima } from './cli.ts';

export interface Company {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly resourceId: string;
  close(): Promise<void>;
}

/** A small simulated company that was collected once, through the command line. */
export async function collectedCompany(): Promise<Company> {
  const home = mkdtempSync(join(tmpdir(), 'cloudoptima-doors-'));
  const simulator = await startSimulator({ seed: 7, resources: 200 });
  const { accounts } = simulator.truth.clouds.aws;
  const entries = accounts.map(({ name, role_arn, external_id }, position) => ({
    ...{ cloud: 'aws', name, endpoint: simulator.url },
    ...(position === 0 || role_arn === undefined ? {} : { role_arn, external_id: external_id ?? undefined }),
  }));
  writeFileSync(join(home, 'cloudoptima.json'), JSON.stringify({ accounts: entries }));
  writeFileSync(join(home, 'policy.json'), JSON.stringify(simulator.truth.policy));
  const env = bareEnvironment(home, {
    AWS_ACCESS_KEY_ID: simulator.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulator.credentials.secretAccessKey,
  });
  const { code, stdout, stderr } = await cloudoptima(['collect', '--what', 'inventory', '--json', '--quiet'], env);
  if (code !== 0 && code !== 3) throw new Error(`collect ended with ${code}: ${stderr}${stdout.slice(0, 2000)}`);
  const search = await cloudoptima(['call', 'search_resources', '{"limit":1}'], env);
  const { resources } = JSON.parse(search.stdout) as { resources: { resource_id: string }[] };
  return {
    home,
    env,
    resourceId: resources[0]?.resource_id ?? '',
    async close() {
      await simulator.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
