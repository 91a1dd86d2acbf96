import { access, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

/** The product as a user has it: built, packed, and installed from the package. */
export interface InstalledProduct {
  /** Where it is installed. */
  readonly folder: string;
  /** The built launcher, which is what an installed command points to. */
  readonly launcher: string;
  /** The command that npm made for it. */
  readonly command: string;
  /** The surroundings in which `node` is the one that runs the bench. */
  readonly environment: NodeJS.ProcessEnv;
}

const WORKSPACE = fileURLToPath(new URL('../../', import.meta.url));

/** Settings of the shell that starts the bench must not reach the product. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(CLOUDOPTIMA_|AWS_|NODE_OPTIONS|npm_)/.test(name));
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path };
}

export async function installProduct(folder: string): Promise<InstalledProduct> {
  const environment = plainEnvironment();
  const dist = join(WORKSPACE, 'dist');
  await runCommand('npm', ['run', 'build'], { cwd: WORKSPACE });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'bench-of-the-installed', private: true }));
  const packed = await runCommand('npm', ['pack', '--json', '--pack-destination', folder], { cwd: dist, environment });
  const [pack] = JSON.parse(packed) as [{ filename: string }];
  // What the workspace was installed from is still in npm's cache, so that this needs no network.
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, pack.filename)];
  await runCommand('npm', install, { cwd: folder, environment });
  const modules = join(folder, 'node_modules');
  const installed = {
    ...{ folder, environment },
    launcher: join(modules, 'cloudoptima', 'bin.js'),
    command: join(modules, '.bin', 'cloudoptima'),
  };
  await access(installed.command);
  return installed;
}
