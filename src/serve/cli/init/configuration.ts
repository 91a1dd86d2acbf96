import type { FoundEntry, Setup, SetupConfiguration } from '../../product.ts';
import { ask, isYes } from '../ask.ts';
import { data, styled } from '../output.ts';
import { canAsk, type InitOptions } from './options.ts';

/** The configuration, and what became of it. */
export interface Configured extends SetupConfiguration {
  readonly written: boolean;
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

/** Shows the configuration of the entries, and writes it where there is none and somebody said yes. */
export async function configured(
  setup: Setup,
  entries: readonly FoundEntry[],
  options: InitOptions,
  signal: AbortSignal,
): Promise<Configured | undefined> {
  if (entries.length === 0) return undefined;
  const configuration = await setup.configuration(entries);
  const { path, text, exists } = configuration;
  if (!options.json) data(exists ? thereAlready(configuration) : `\n${styled('bold', path)}\n${indented(text)}`);
  if (exists || options.dryRun) return { ...configuration, written: false };
  const written = options.yes || (canAsk(options) && isYes(await ask(`Write ${path}? [y/N] `, signal)));
  if (written) await setup.write(path, text);
  return { ...configuration, written };
}

/** What somebody wrote is theirs to change: the lines are shown, and where they belong. */
function thereAlready({ path, lines, to_add: added, to_change: changed }: SetupConfiguration): string {
  if (added.length + changed.length === 0) return `\n${styled('bold', `${path} is there already, and has this.`)}`;
  const where =
    changed.length === 0
      ? 'It lacks these lines below `accounts:`'
      : added.length === 0
        ? 'Its own entry lacks some of these lines'
        : 'It lacks some of these lines below `accounts:`';
  return `\n${styled('bold', `${path} is there already and is left as it is. ${where}:`)}\n${indented(lines)}`;
}
