import { randomBytes } from 'node:crypto';
import { type Checks, equal, holds } from '../checks.ts';
import { newProduct, type Product } from '../product.ts';

/** Where a cloud keeps secrets, and an account whose credentials lie there. */
export interface SecretStore {
  /** How a secret is named by its id. */
  reference(id: string): string;
  /** Puts it there, or a new version of it; returns what names this version. */
  put(id: string, value: string): Promise<string>;
  /** The credentials, and the options of `accounts add` that say where they are. */
  readonly credentials: string;
  account(reference: string): readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const newKey = () => randomBytes(32).toString('base64');
const settings = (master_key: string) => ({ credentials: { master_key } });

/** What is added is sealed under a key in the store, and signs in with credentials from the store. */
export async function checkSecretStore(checks: Checks, store: SecretStore): Promise<void> {
  const { put, reference } = store;
  const firstKey = await put('cloudoptima-key', newKey());
  const reader = reference('cloudoptima-reader');
  await put('cloudoptima-reader', store.credentials);
  const product = newProduct(settings(reference('cloudoptima-key')), store.environment);
  try {
    await checks.check('accounts add: credentials by reference, under a key by reference', async () => {
      const { code, stderr } = await product.run('accounts', 'add', '--name', 'shop', ...store.account(reader));
      equal(code, 0, `exit code; ${stderr}`);
    });
    await checks.check('accounts test: both are found, and it signs in', () => connected(product));
    await checks.check('a new version of the credentials is the one that counts, and is not repeated', async () => {
      await put('cloudoptima-reader', 'hush-hush-hush');
      const { code, stdout, stderr } = await product.run('accounts', 'test', 'shop', '--json');
      holds(code !== 0, 'it signed in with credentials that are none');
      holds(!`${stdout}${stderr}`.includes('hush'), 'the secret was repeated');
      await put('cloudoptima-reader', store.credentials);
      await connected(product);
    });
    await checks.check('a new version of the key opens nothing, the version before it everything', async () => {
      await put('cloudoptima-key', newKey());
      const { code, stderr } = await product.run('accounts', 'test');
      equal(code, 2, 'exit code');
      holds(stderr.includes(`${reference('cloudoptima-key')} holds key`), stderr);
      await connected(product, '--config', product.write(settings(firstKey)));
    });
    await checks.check('accounts rotate-key: from one version to another', async () => {
      const to = reference('cloudoptima-key');
      const config = product.write(settings(firstKey));
      const { code, stderr } = await product.run('accounts', 'rotate-key', '--to', to, '--config', config);
      equal(code, 0, `exit code; ${stderr}`);
      await connected(product);
    });
    await checks.check('what is not there is said', async () => {
      const none = reference('cloudoptima-none');
      const { code, stderr } = await product.run('accounts', 'test', '--config', product.write(settings(none)));
      equal(code, 2, 'exit code');
      holds(stderr.includes(`${none} leads to nothing`), stderr);
    });
  } finally {
    product.discard();
  }
}

async function connected(product: Product, ...more: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await product.run('accounts', 'test', 'shop', '--json', ...more);
  const { accounts = [] } = JSON.parse(stdout || '{}') as { accounts?: readonly { status: string }[] };
  equal([code, accounts[0]?.status], [0, 'connected'], `the account; ${stdout.slice(0, 500)} ${stderr.slice(-500)}`);
}
