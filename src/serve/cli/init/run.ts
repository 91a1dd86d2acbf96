import { CLOUDS, type CloudName } from '../../../model/cloud.ts';
import { printable } from '../../printable.ts';
import type { FoundEntry, Setup, Shell } from '../../product.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { data, dataJson, note, styled } from '../output.ts';
import { accountLines, isWhole } from '../probed.ts';
import { type Configured, configured } from './configuration.ts';
import { chosenEntries, distinctEntries, foundEntries } from './entries.ts';
import { lackingClouds, writeGrants } from './grants.ts';
import { nextSteps } from './next.ts';
import type { Asked, InitOptions } from './options.ts';
import { organizationLines } from './organization.ts';

const SIGN_INS: Readonly<Record<CloudName, string>> = {
  aws: 'aws sso login, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment',
  azure: 'az login, or AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET in the environment',
  gcp: 'gcloud auth application-default login, or GOOGLE_APPLICATION_CREDENTIALS in the environment',
};

/** What came of all of it. */
interface Outcome {
  readonly found: readonly FoundEntry[];
  readonly asked: readonly Asked[];
  readonly configuration: Configured | undefined;
  /** The documents that were written. */
  readonly roles: readonly string[];
}

function exitOf({ asked }: Outcome): ExitCode {
  const accounts = asked.flatMap((one) => one.accounts);
  if (!accounts.some(({ status }) => status === 'connected')) return EXIT.failed;
  return accounts.every(isWhole) ? EXIT.done : EXIT.partial;
}

/** From the credentials on this machine to a configuration. */
export async function runInit(shell: Shell, options: InitOptions): Promise<ExitCode> {
  const setup = await shell.setup(options);
  const found = await foundEntries(setup, options);
  const outcome = found.length === 0 ? nothingFound(options) : await tryEntries(found, { shell, setup, options });
  const { asked, configuration, roles } = outcome;
  const { first, commands: next } = nextSteps(configuration);
  if (options.json)
    dataJson({
      ...{ found, accounts: asked.flatMap(({ accounts }) => accounts), roles },
      ...{ configuration: configuration ?? null, next },
    });
  else if (next.length > 0)
    data(['', `Next: ${first ?? ''}`.trimEnd(), ...next.map((line) => `  $ ${line}`)].join('\n'));
  return exitOf(outcome);
}

function nothingFound({ cloud, json }: InitOptions): Outcome {
  const lines = (cloud === undefined ? CLOUDS : [cloud]).map((one) => `  ${one}: ${SIGN_INS[one]}`);
  if (!json) data(['No credentials were found on this machine. Sign in, and run this again:', ...lines].join('\n'));
  return { found: [], asked: [], configuration: undefined, roles: [] };
}

interface Parts {
  readonly shell: Shell;
  readonly setup: Setup;
  readonly options: InitOptions;
}

async function tryEntries(found: readonly FoundEntry[], { shell, setup, options }: Parts): Promise<Outcome> {
  const { signal } = shell;
  const say = (text: string) => void (options.json || data(text));
  say(styled('bold', 'Found on this machine:'));
  for (const [index, { cloud, words, expires_at: end }] of found.entries())
    say(`  ${index + 1}. ${cloud}: ${printable(words)}${end === undefined ? '' : `, until ${end}`}`);
  const asked: Asked[] = [];
  for (const entry of await chosenEntries(found, options, signal)) {
    note(options, `Asking ${entry.cloud} with ${entry.words} …`);
    const accounts = await setup.probe(entry, signal);
    asked.push({ entry, accounts });
    for (const line of accounts.flatMap(accountLines)) say(line);
  }
  const lacking = lackingClouds(asked);
  const { out, dryRun } = options;
  const roles = out === undefined || dryRun ? [] : await writeGrants(lacking, out, shell, options);
  for (const cloud of lacking)
    say(
      roles.length > 0
        ? `\nWhat grants the rights in ${cloud} was written: ${out}/${cloud}`
        : `\nWhat grants exactly the rights that are needed: cloudoptima init roles --cloud ${cloud}`,
    );
  for (const { accounts } of asked) for (const line of accounts.flatMap(organizationLines)) say(line);
  const configuration = await configured(setup, distinctEntries(asked), options, signal);
  if (configuration?.written) say(`Written: ${configuration.path}`);
  return { found, asked, configuration, roles };
}
