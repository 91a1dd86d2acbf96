import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../app.ts';
import { configFile } from '../config/file.ts';
import { homeFolder } from '../config/home.ts';
import { configSchema } from '../config/schema.ts';
import { foundCredentials, thisMachine } from '../machine.ts';
import { UserError } from '../model/errors.ts';
import type { FoundEntry, HomeChoice, ProbedAccount, Setup } from '../serve/product.ts';
import { makeFolder } from '../store/make-folder.ts';
import { lacking } from './lacking.ts';

// Somebody waits for it, and credentials that nobody answers to are common.
const DEADLINE_SECONDS = 30;

/** What `init` does: nothing in the home is touched before something is written. */
export function openSetup(choice: HomeChoice, environment: Readonly<Record<string, string | undefined>>): Setup {
  const home = homeFolder(choice.home, environment);
  const config = choice.config ?? (environment.CLOUDOPTIMA_CONFIG || undefined);
  return {
    ...{ home, config },
    async find(cloud) {
      const found = await foundCredentials(cloud, thisMachine(environment));
      return found.map(({ words, settings: { cloud: _, ...settings }, expiresAt }) => ({
        ...{ cloud, words, settings },
        ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
      }));
    },
    probe: (entry, signal) => probed(entry, signal),
    async configuration(entries) {
      const { stringify } = await import('yaml');
      const accountsOf = (some: readonly FoundEntry[]) => some.map(({ cloud, settings }) => ({ cloud, ...settings }));
      const text = `# No secret stands here. Everything else that can be set: docs/guides/configure.md\n${stringify({ accounts: accountsOf(entries) })}`;
      const before = await configFile(home, config);
      const path = before?.path ?? join(home, 'cloudoptima.yaml');
      const { to_add, to_change } = lacking(before?.value ?? {}, before ? entries : []);
      const lines = stringify(accountsOf([...to_add, ...to_change]));
      return { path, text, exists: before !== undefined, to_add, to_change, lines };
    },
    async write(path, text) {
      await makeFolder(home);
      try {
        await writeFile(path, text, { flag: 'wx', mode: 0o600 });
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === undefined) throw error;
        throw new UserError(
          `${path} can't be written (${code}). Choose another home with --home or CLOUDOPTIMA_HOME.`,
          { cause: error },
        );
      }
    },
  };
}

/** Asks the accounts that one entry leads to, over a store that is gone afterwards. */
async function probed({ cloud, settings }: FoundEntry, signal: AbortSignal): Promise<readonly ProbedAccount[]> {
  const home = await mkdtemp(join(tmpdir(), 'cloudoptima-init-'));
  const parsed = configSchema.safeParse({
    accounts: [{ cloud, ...settings }],
    collection: { deadline_seconds: DEADLINE_SECONDS },
  });
  if (!parsed.success) throw new UserError(parsed.error.issues.map(({ message }) => message).join('; '));
  const product = openApp({ ...parsed.data, home, file: undefined, warnings: [] });
  try {
    return await product.probeAccounts(signal, { cloud, paid: false, organizations: true });
  } finally {
    await product.close();
    await rm(home, { recursive: true, force: true });
  }
}
