import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PythonEnvironment } from '../../../scripts/python-environment.ts';
import { awsEntries, awsVariables } from '../../../simulator/demo/settings/aws.ts';
import { azureEntries, azureVariables } from '../../../simulator/demo/settings/azure.ts';
import { gcpEntries } from '../../../simulator/demo/settings/gcp.ts';
import { type Simulator, startSimulator } from '../../../simulator/start.ts';
import { asReader, trustAzure } from '../../../simulator/test/azure.ts';
import { STARTING_RATES } from '../../../src/collect/sending/rates.ts';
import { type Checks, equal } from '../checks.ts';
import { CLIENTS, driveSimulator } from '../clients.ts';
import { newProduct } from '../product.ts';
import { type Report, reportOn } from './report.ts';

// The simulator has no quotas here, and nobody waits for those that the product keeps.
const FAST = Object.fromEntries(Object.keys(STARTING_RATES).map((service) => [service, 1000]));

/**
 * The second reader: whatever the simulator answers, to the product and to clients that are not ours, is held against what
 * the clouds publish of their answers.
 */
export async function checkShapes(checks: Checks, python: PythonEnvironment): Promise<Report> {
  checks.section('Shapes of answers');
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-shapes-'));
  const files = ['product', ...CLIENTS].map((name) => join(folder, `${name}.jsonl`));
  try {
    await checks.check('a collection of three clouds asks', () =>
      collectWatched(join(folder, 'product.jsonl'), folder),
    );
    for (const client of CLIENTS)
      await checks.check(`${client} asks`, () =>
        checks.say(driveSimulator(client, python, join(folder, `${client}.jsonl`))),
      );
    const report = reportOn(python, files);
    for (const cloud of ['aws', 'azure', 'gcp']) {
      const judged = report.judged.filter(([name]) => name === cloud);
      const answers = judged.reduce((sum, [, , , times]) => sum + times, 0);
      await checks.check(`${cloud}: ${answers} answers of ${judged.length} kinds are as it describes them`, () => {
        equal(
          report.problems.filter((problem) => problem.cloud === cloud),
          [],
          'what is not',
        );
        equal(answers > 0, true, 'any answer');
      });
    }
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything that the product asks of a small company, and all rows of Resource Graph, whole. */
async function collectWatched(exchanges: string, folder: string): Promise<void> {
  const simulator = await startSimulator({ resources: 600, clouds: ['aws', 'azure', 'gcp'], accounts: 2, exchanges });
  const { url, credentials, truth, azure, gcp } = simulator;
  const accounts = [
    ...awsEntries(truth.clouds.aws, { url, ...credentials }),
    ...azureEntries(truth.clouds.azure, azure),
    ...gcpEntries({ ...gcp, credentials: gcp.writeCredentials(folder) }),
  ];
  const environment = { ...awsVariables({ url, ...credentials }), ...azureVariables(azure) };
  const product = newProduct({ accounts, collection: { calls_per_second: FAST } }, environment);
  try {
    const { code, stderr, stdout } = await product.run('collect', '--what', 'all', '--json', '--quiet');
    equal(code, 0, `exit code; ${stderr.slice(-500)}; ${stdout.slice(0, 500)}`);
    await askWholeRows(simulator);
  } finally {
    product.discard();
    await simulator.close();
  }
}

const TABLES = ['resources', 'resourcecontainers', 'advisorresources', 'resourcechanges', 'resourcecontainerchanges'];

async function askWholeRows(simulator: Simulator): Promise<void> {
  trustAzure(simulator);
  const reader = await asReader(simulator);
  const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
  for (const query of TABLES)
    for (let token: string | undefined, first = true; first || token !== undefined; first = false) {
      const options = { resultFormat: 'objectArray', ...(token !== undefined && { $skipToken: token }) };
      const { body } = await reader.post<{ $skipToken?: string }>(path, { query, options });
      token = body.$skipToken;
    }
}
