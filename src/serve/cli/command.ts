import { Command } from 'commander';
import type { Product, Shell } from '../product.ts';
import type { ExitCode } from './exit.ts';
import type { CommonOptions } from './output.ts';

/** What a command's code gets beside its own arguments. */
export interface Invocation {
  readonly shell: Shell;
  /** Where the exit code goes. */
  exit(code: ExitCode): void;
}

/** A command that only holds others. It takes no options: they would be taken from the command that they are meant for. */
export const group = (name: string, description: string, examples: readonly string[]): Command =>
  new Command(name)
    .description(description)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ cloudoptima ${example}`).join('\n')}`);

/** A command with the options that all of them have. */
export const command = (name: string, description: string, examples: readonly string[]): Command =>
  group(name, description, examples)
    .option('--json', 'JSON on standard output')
    .option('--config <file>', 'configuration file instead of the one in the home')
    .option('--home <dir>', 'where settings and data are kept (CLOUDOPTIMA_HOME)')
    .option('--quiet', 'no progress and no notes');

/** `a,b` as a list; given twice, both. */
export const commaList = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
];

/** Opens the product for one command and closes it, however that ends. */
export async function withProduct<T>(
  { shell }: Invocation,
  options: CommonOptions,
  work: (product: Product) => Promise<T>,
): Promise<T> {
  const product = await shell.open(options, 'file');
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}
