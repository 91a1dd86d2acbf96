import type { FoundEntry, Setup } from '../../product.ts';
import { ask, isYes } from '../ask.ts';
import { data, styled } from '../output.ts';
import { canAsk, type InitOptions } from './options.ts';

/** The configuration, and what became of it. */
export interface Configured {
  readonly path: string;
  readonly text: string;
  readonly exists: boolean;
  readonly written: boolean;
}

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
  if (!options.json) {
    data(`\n${styled('bold', exists ? `${path} is there already and is left as it is. It would be:` : path)}`);
    data(text.replaceAll(/^(?=.)/gm, '  '));
  }
  if (exists || options.dryRun) return { ...configuration, written: false };
  const written = options.yes || (canAsk(options) && isYes(await ask(`Write ${path}? [y/N] `, signal)));
  if (written) await setup.write(path, text);
  return { ...configuration, written };
}
