import type { FoundEntry } from '../../product.ts';
import type { Configured } from './configuration.ts';

const NEXT = [
  ...['cloudoptima doctor', 'cloudoptima collect --dry-run', 'cloudoptima collect --what all'],
  'cloudoptima connect claude',
];

const isPlain = /^[\w@%+=:,./-]+$/;
const quoted = (word: string): string => (isPlain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

function wordOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  // Only the billing export has parts.
  if (typeof value === 'object' && value !== null) return Object.values(value).join('.');
  return String(value);
}

/** The command that adds an entry beside the configuration: its options are called as the settings are. */
export const addCommand = ({ cloud, settings }: Pick<FoundEntry, 'cloud' | 'settings'>): string =>
  [
    `cloudoptima accounts add --cloud ${cloud}`,
    ...Object.entries(settings).map(([key, value]) => `--${key.replaceAll('_', '-')} ${quoted(wordOf(value))}`),
  ].join(' ');

/** What to do after `init`: first what it did not do itself. */
export function nextSteps(configuration: Configured | undefined): {
  /** What no command does. */
  readonly first: string | undefined;
  readonly commands: readonly string[];
} {
  if (!configuration) return { first: undefined, commands: [] };
  const { written, exists, path, to_add: added, to_change: changed } = configuration;
  if (!written && !exists) return { first: undefined, commands: ['cloudoptima init --yes'] };
  const first =
    changed.length > 0
      ? `put the lines above into ${path}`
      : added.length > 0
        ? `put the lines above into ${path}, or keep them in the home, encrypted:`
        : undefined;
  return { first, commands: [...(changed.length > 0 ? [] : added.map(addCommand)), ...NEXT] };
}
