import type { Command } from 'commander';
import type { Product } from '../../product.ts';
import { askTool, exitOf } from '../ask-tool.ts';
import { command, type Invocation, withProduct } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { type CommonOptions, data, dataJson, note } from '../output.ts';
import { table } from '../table.ts';

type Row = Readonly<Record<string, unknown>>;

const cell = (row: Row, ...keys: readonly string[]): string => {
  const value = keys.map((key) => row[key]).find((found) => found !== undefined && found !== null);
  if (Array.isArray(value)) return value.join(', ');
  return value === undefined ? '' : String(value);
};

function listPage(content: Row): string {
  const accounts = (Array.isArray(content.accounts) ? content.accounts : []) as Row[];
  if (accounts.length === 0)
    return 'No account was read yet. `cloudoptima accounts test` asks those that are configured.';
  const rows = accounts.map((row) => [
    cell(row, 'cloud_provider', 'cloud'),
    cell(row, 'account', 'account_id', 'id'),
    cell(row, 'name', 'account_name'),
    cell(row, 'status', 'connection'),
    cell(row, 'last_collected_at', 'last_collected', 'last_collection'),
    cell(row, 'missing_permissions', 'permissions_missing'),
  ]);
  return table(['CLOUD', 'ACCOUNT', 'NAME', 'STATUS', 'LAST COLLECTED', 'MISSING PERMISSIONS'], rows);
}

async function list(product: Product, options: CommonOptions, signal: AbortSignal): Promise<ExitCode> {
  const answer = await askTool(product, 'list_accounts', {}, options, signal);
  if (!answer.isError) {
    if (options.json) dataJson(answer.structuredContent);
    else data(listPage(answer.structuredContent));
  }
  return exitOf(answer);
}

async function test(product: Product, options: CommonOptions, signal: AbortSignal): Promise<ExitCode> {
  note(options, 'Asking each configured account who it is …');
  const tests = await product.testAccounts(signal);
  if (options.json) dataJson({ accounts: tests });
  else
    data(
      table(
        ['CLOUD', 'ACCOUNT', 'STATUS', 'MISSING PERMISSIONS', ''],
        tests.map((one) => [one.cloud, one.account, one.status, one.missing_permissions.join(', '), one.detail]),
      ),
    );
  const answering = tests.filter(({ status }) => status === 'connected').length;
  if (answering === tests.length) return EXIT.done;
  return answering === 0 ? EXIT.failed : EXIT.partial;
}

/** `accounts list|test`. */
export function accountsCommand(invocation: Invocation): Command {
  const { shell, exit } = invocation;
  return command('accounts', 'The cloud accounts that are read.', ['accounts list', 'accounts test --json'])
    .addCommand(
      command('list', 'Accounts with their state, what was refused and when they were last read.', [
        'accounts list',
      ]).action((options: CommonOptions) =>
        withProduct(invocation, options, async (product) => exit(await list(product, options, shell.signal))),
      ),
    )
    .addCommand(
      command('test', 'Ask each configured account who it is; reads nothing else.', ['accounts test']).action(
        (options: CommonOptions) =>
          withProduct(invocation, options, async (product) => exit(await test(product, options, shell.signal))),
      ),
    );
}
