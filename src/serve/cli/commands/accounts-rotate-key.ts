import type { Command } from 'commander';
import { command, type Invocation, withProduct } from '../command.ts';
import { type CommonOptions, data, dataJson, note } from '../output.ts';

interface RotateOptions extends CommonOptions {
  readonly to?: string;
}

/** `accounts rotate-key`: a new master key for the added connections. */
export function accountsRotateKeyCommand(invocation: Invocation): Command {
  return command('rotate-key', 'Encrypt the keys of added connections under a new master key.', [
    'accounts rotate-key',
    'accounts rotate-key --to env://NEW_MASTER_KEY',
    'accounts rotate-key --to aws-sm://cloudoptima/master-key',
  ])
    .option('--to <reference>', 'where the new key is (default: a new one in the file in the home)')
    .action((options: RotateOptions) =>
      withProduct(invocation, options, async (product) => {
        const rotation = await product.accounts.rotateKey(options.to);
        const { old_key, new_key } = rotation;
        if (options.json) dataJson(rotation);
        else data(`The added connections are encrypted under the key in ${new_key}.`);
        if (options.to !== undefined)
          note(
            options,
            'From now on that key is needed: say where it is by credentials.master_key, or put it into CLOUDOPTIMA_MASTER_KEY.',
          );
        if (old_key !== undefined)
          note(
            options,
            `The old key stays in ${old_key}: delete it when no backup of state.db from before is to be put back any more.`,
          );
      }),
    );
}
