import { CLOUDS } from '../../../model/cloud.ts';
import { UserError } from '../../../model/errors.ts';
import type { FoundEntry, Setup } from '../../product.ts';
import { ask, chosenNumbers } from '../ask.ts';
import { type Asked, canAsk, type InitOptions } from './options.ts';

/** What lies on this machine and is wanted. @throws UserError for a profile that does not, and for options that don't go together. */
export async function foundEntries(setup: Setup, options: InitOptions): Promise<readonly FoundEntry[]> {
  const { cloud, profile, endpoint } = options;
  if (endpoint !== undefined && cloud === undefined)
    throw new UserError('--endpoint is asked in the place of one cloud: say which with --cloud.');
  const clouds = cloud === undefined ? CLOUDS : [cloud];
  const all = (await Promise.all(clouds.map((one) => setup.find(one)))).flat();
  const absent = profile?.find((name) => !all.some(({ settings }) => settings.profile === name));
  if (absent !== undefined)
    throw new UserError(
      `There is no profile "${absent.slice(0, 100)}" of AWS on this machine. \`aws configure list-profiles\` names those that there are.`,
    );
  const isWanted = ({ cloud: one, settings }: FoundEntry) =>
    profile === undefined || one !== 'aws' || profile.some((name) => name === settings.profile);
  return all.filter(isWanted).map((entry) => narrowed(entry, options));
}

/** What the options add to an entry of their cloud. @throws UserError for a table that has not three parts. */
export function narrowed(
  entry: FoundEntry,
  { managementGroup, organization, billing, endpoint }: InitOptions,
): FoundEntry {
  const own = {
    aws: {},
    azure: { management_group: managementGroup },
    gcp: { organization, billing: billing === undefined ? undefined : billingTable(billing) },
  }[entry.cloud];
  const added = Object.entries({ ...own, endpoint }).filter(([, value]) => value !== undefined);
  return { ...entry, settings: { ...entry.settings, ...Object.fromEntries(added) } };
}

function billingTable(text: string): { project: string; dataset: string; table: string } {
  const [project, dataset, table, more] = text.split('.');
  if (!project || !dataset || !table || more !== undefined)
    throw new UserError(`--billing is <project>.<dataset>.<table>, not "${text.slice(0, 200)}".`);
  return { project, dataset, table };
}

/** Which of them: all, unless somebody sits there to choose. */
export async function chosenEntries(
  entries: readonly FoundEntry[],
  options: InitOptions,
  signal: AbortSignal,
): Promise<readonly FoundEntry[]> {
  if (entries.length < 2 || !canAsk(options)) return entries;
  for (;;) {
    const numbers = chosenNumbers(await ask('Which of these? Numbers such as 1,3-4 [all] ', signal), entries.length);
    if (numbers) return numbers.flatMap((number) => entries[number - 1] ?? []);
  }
}

/** The entries that lead to an account to which no entry before them leads. */
export function distinctEntries(asked: readonly Asked[]): readonly FoundEntry[] {
  const seen = new Set<string>();
  return asked.flatMap(({ entry, accounts }) => {
    const own = accounts
      .filter(({ status }) => status === 'connected')
      .map(({ cloud, account }) => `${cloud} ${account}`);
    const isNew = own.some((name) => !seen.has(name));
    for (const name of own) seen.add(name);
    return isNew ? [entry] : [];
  });
}
