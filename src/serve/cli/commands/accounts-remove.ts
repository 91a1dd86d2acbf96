import type { Command } from 'commander';
import { UserError } from '../../../model/errors.ts';
import { printable } from '../../printable.ts';
import type { Removal } from '../../product.ts';
import { command, type Invocation, withProduct } from '../command.ts';
import { confirm } from '../confirm.ts';
import { EXIT } from '../exit.ts';
import { type CommonOptions, data, dataJson, note } from '../output.ts';

interface RemoveOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const removalPage = ({ connections, accounts }: Removal): string =>
  [
    ...connections.map(({ cloud, name, added_at }) => `  the connection ${cloud} "${name}", added ${added_at}`),
    ...accounts.map(
      ({ cloud, account, name }) =>
        `  ${cloud} ${account}${name === undefined ? '' : ` "${name}"`} from the list of accounts; what was collected of it stays until it expires`,
    ),
  ]
    .map(printable)
    .join('\n');

/** Without the ids of rows, which mean nothing to anybody. */
const shown = ({ connections, accounts }: Removal): object => ({
  connections: connections.map(({ id: _, ...connection }) => connection),
  accounts,
});

/** `accounts remove`: says what would go, and removes it when that is confirmed. */
export function accountsRemoveCommand(invocation: Invocation): Command {
  return command('remove', 'Remove an added connection, and its accounts from the list. Asks first.', [
    'accounts remove production',
    'accounts remove 210987654321 --dry-run',
    'accounts remove production --yes',
  ])
    .argument('<account>', 'the name of a connection, or the id or name of an account')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'say what would be removed, and remove nothing')
    .action((which: string, options: RemoveOptions) =>
      withProduct(invocation, options, async (product) => {
        const removal = await product.accounts.planRemoval(which);
        const says = (removed: boolean) => {
          if (options.json) dataJson({ removed, ...shown(removal) });
          else data(`${removed ? 'Removed' : 'Would be removed'}:\n${removalPage(removal)}`);
        };
        if (options.dryRun) return says(false);
        if (!options.yes) {
          note(options, `To be removed:\n${removalPage(removal)}`);
          const answer = await confirm('Remove it?');
          if (answer === undefined)
            throw new UserError('Nothing was removed: nobody is there to be asked. --yes removes it.');
          if (answer !== 'yes') {
            note(options, 'Nothing was removed.');
            return invocation.exit(answer === 'interrupted' ? EXIT.interrupted : EXIT.done);
          }
        }
        await product.accounts.remove(removal);
        says(true);
      }),
    );
}
