import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { openApp } from '../app.ts';
import { type Config, loadConfig } from '../config/config.ts';
import { homeFolder } from '../config/home.ts';
import { UserError } from '../model/errors.ts';
import type { Diagnosis, HomeChoice, ProbeOptions } from '../serve/product.ts';
import { awsPolicyOf } from '../setup/role-documents.ts';
import { makeFolder } from '../store/make-folder.ts';
import { accountDiagnoses } from './accounts.ts';
import { chargeDiagnoses } from './charges.ts';
import { connectionDiagnosis } from './connections.ts';
import { credentialDiagnoses } from './credentials.ts';

type Environment = Readonly<Record<string, string | undefined>>;

async function homeDiagnosis(home: string): Promise<Diagnosis> {
  const check = 'home';
  try {
    await makeFolder(home);
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
    return { check, status: 'ok', detail: home };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    return {
      check,
      status: 'failed',
      detail: `${home} can't be written (${code}). Choose another with --home or CLOUDOPTIMA_HOME.`,
    };
  }
}

async function tried(check: string, work: () => Promise<string>): Promise<Diagnosis> {
  try {
    return { check, status: 'ok', detail: await work() };
  } catch (error) {
    if (error instanceof UserError) return { check, status: 'failed', detail: error.message };
    throw error;
  }
}

/** Looks at everything that an answer depends on, in the order in which it depends. */
export async function* diagnose(
  choice: HomeChoice,
  environment: Environment,
  asked: ProbeOptions,
  signal: AbortSignal,
): AsyncIterable<Diagnosis> {
  yield { check: 'node', status: 'ok', detail: `${process.version} ${process.platform} ${process.arch}` };
  const home = await homeDiagnosis(homeFolder(choice.home, environment));
  yield home;
  let config: Config | undefined;
  yield await tried('configuration', async () => {
    config = await loadConfig({ ...choice, environment });
    return config.file ?? 'no file';
  });
  if (!config) return;
  for (const warning of config.warnings) yield { check: 'configuration', status: 'warning', detail: warning };
  const product = openApp(config);
  try {
    let policyWarnings: readonly string[] = [];
    yield await tried('policy', async () => {
      const { source, version, warnings } = await product.validatePolicy(undefined);
      policyWarnings = warnings;
      return `${source} (version ${version})`;
    });
    for (const detail of policyWarnings) yield { check: 'policy', status: 'warning', detail };
    if (home.status === 'failed') return;
    const store = await tried('store', async () => {
      await (await product.context()).store.state.accounts.list(product.organisation);
      return 'opens';
    });
    yield store;
    if (store.status === 'failed') return;
    yield connectionDiagnosis(config.accounts.length, await product.accounts.connections());
    const { clouds, now } = await product.context();
    yield* credentialDiagnoses(clouds, environment, now());
    const accounts = await product.probeAccounts(signal, asked);
    yield* accountDiagnoses(accounts, asked.paid, await awsPolicyOf());
    yield* chargeDiagnoses(product, accounts, signal);
  } finally {
    await product.close();
  }
}
