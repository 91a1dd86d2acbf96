import type { Command } from 'commander';
import { printable } from '../../printable.ts';
import { command, type Invocation, withProduct } from '../command.ts';
import { type CommonOptions, data, dataJson } from '../output.ts';

const switching = (invocation: Invocation, word: 'disable' | 'enable', description: string): Command =>
  command(word, description, [`accounts ${word} 210987654321`, `accounts ${word} production`])
    .argument('<account>', 'its id or name, as `accounts list` shows it')
    .action((account: string, options: CommonOptions) =>
      withProduct(invocation, options, async (product) => {
        const id = await product.accounts.setDisabled(account, word === 'disable');
        if (options.json) dataJson({ account: id, disabled: word === 'disable' });
        else data(printable(`${word === 'disable' ? 'Disabled' : 'Enabled'}: ${id}.`));
      }),
    );

/** `accounts disable` and `accounts enable`. */
export const accountsDisableCommands = (invocation: Invocation): readonly Command[] => [
  switching(invocation, 'disable', 'Collect an account no longer. It stays listed, and so does what was collected.'),
  switching(invocation, 'enable', 'Collect an account again that was disabled.'),
];
