import type { Command } from 'commander';
import type { Product, ShownConnection } from '../../product.ts';
import { askTool, exitOf } from '../ask-tool.ts';
import { command, group, type Invocation, withProduct } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { type CommonOptions, data, dataJson, note } from '../output.ts';
import { table } from '../table.ts';
import { accountsAddCommand } from './accounts-add.ts';
import { accountsDisableCommands } from './accounts-disable.ts';
import { accountsRemoveCommand } from './accounts-remove.ts';
import { accountsRotateKeyCommand } from './accounts-rotate-key.ts';

const PAGE = 500;

type Row = Readonly<Record<string, unknown>>;

const cell = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(', ');
  return value === undefined || value === null ? '' : String(value);
};

const COLUMNS = [
  'cloud_provider',
  'account',
  'account_name',
  'status',
  'last_collected_at',
  'missing_permissions',
  'detail',
] as const;

const accountsIn = ({ accounts }: Row): readonly Row[] => (Array.isArray(accounts) ? accounts : []);

function listPage(accounts: readonly Row[]): string {
  if (accounts.length === 0)
    return 'No account was read yet. `cloudoptima accounts test` asks those that are configured.';
  const rows = accounts.map((row) => COLUMNS.map((key) => cell(row[key])));
  return table(['CLOUD', 'ACCOUNT', 'NAME', 'STATUS', 'LAST COLLECTED', 'MISSING PERMISSIONS', 'DETAIL'], rows);
}

function connectionsPage(connections: readonly ShownConnection[]): string[] {
  if (connections.length === 0) return [];
  const rows = connections.map(({ cloud, name, added_at }) => [cloud, name, added_at]);
  return ['', table(['CLOUD', 'ADDED CONNECTION', 'SINCE'], rows)];
}

async function list(product: Product, options: CommonOptions, signal: AbortSignal): Promise<ExitCode> {
  const accounts: Row[] = [];
  let cursor: unknown;
  for (;;) {
    const input = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await askTool(product, 'list_accounts', input, options, signal);
    if (answer.isError) return exitOf(answer);
    accounts.push(...accountsIn(answer.structuredContent));
    const { next_cursor: next, ...whole } = answer.structuredContent;
    cursor = next;
    if (cursor !== undefined) continue;
    const connections = await product.accounts.connections();
    if (options.json) dataJson({ ...whole, accounts, connections });
    else data([listPage(accounts), ...connectionsPage(connections)].join('\n'));
    return exitOf(answer);
  }
}

async function test(
  product: Product,
  account: string | undefined,
  options: CommonOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  note(options, account === undefined ? 'Asking each account who it is …' : `Asking ${account} who it is …`);
  const tests = await product.testAccounts(signal, { record: true, account });
  for (const warning of product.warnings) note(options, warning);
  if (options.json) dataJson({ accounts: tests });
  else
    data(
      table(
        ['CLOUD', 'ACCOUNT', 'STATUS', 'MISSING PERMISSIONS', 'DETAIL'],
        tests.map((one) => [one.cloud, one.account, one.status, one.missing_permissions.join(', '), one.detail]),
      ),
    );
  // Where nothing runs nobody is to answer.
  const asked = tests.filter(({ status }) => status !== 'inactive').length;
  const answering = tests.filter(({ status }) => status === 'connected').length;
  if (answering === asked) return EXIT.done;
  return answering === 0 ? EXIT.failed : EXIT.partial;
}

/** `accounts list|add|test|disable|enable|remove|rotate-key`. */
export function accountsCommand(invocation: Invocation): Command {
  const { shell, exit } = invocation;
  const accounts = group('accounts', 'The cloud accounts that are read.', [
    'accounts list',
    'accounts add --cloud aws --role-arn arn:aws:iam::210987654321:role/CloudOptimaReadOnly',
    'accounts test --json',
  ])
    .addCommand(
      command('list', 'Accounts with their state, what was refused and when they were last read.', [
        'accounts list',
      ]).action((options: CommonOptions) =>
        withProduct(invocation, options, async (product) => exit(await list(product, options, shell.signal))),
      ),
    )
    .addCommand(accountsAddCommand(invocation))
    .addCommand(
      command('test', 'Ask each account who it is; reads nothing else.', ['accounts test', 'accounts test production'])
        .argument('[account]', 'only this one: its id or name, or a connection')
        .action((account: string | undefined, options: CommonOptions) =>
          withProduct(invocation, options, async (product) =>
            exit(await test(product, account, options, shell.signal)),
          ),
        ),
    );
  for (const switching of accountsDisableCommands(invocation)) accounts.addCommand(switching);
  return accounts.addCommand(accountsRemoveCommand(invocation)).addCommand(accountsRotateKeyCommand(invocation));
}
