// A Python environment of the repository's own for the tools that exist only in Python. Made once for each list of pins.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PythonEnvironment {
  /** The interpreter. */
  readonly python: string;
  /** A command that a package installed. */
  command(name: string): string;
}

/** What stands between this machine and the environment, in one sentence that says what to do. */
export class NoPython extends Error {
  override readonly name = 'NoPython';
}

const root = join(import.meta.dirname, '..');

export interface EnvironmentChoice {
  /** Its folder in `.cache`: packages that can't be installed side by side have environments of their own. */
  readonly name?: string;
  /** The oldest Python that the packages run on. */
  readonly oldest?: string;
}

/**
 * The environment with exactly the packages of a requirements file, in `.cache`; made anew when the file changes.
 * @throws NoPython when there is no python3, or the packages can't be had.
 */
export function pythonEnvironment(
  requirements: string,
  { name = 'python', oldest = '3.10' }: EnvironmentChoice = {},
): PythonEnvironment {
  const folder = join(root, '.cache', name);
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const environment = { python: join(bin, 'python'), command: (one: string) => join(bin, one) };
  const pins = readFileSync(requirements, 'utf8');
  // Written last: what was interrupted half-way is made again.
  const made = join(folder, 'requirements.txt');
  if (existsSync(made) && readFileSync(made, 'utf8') === pins) return environment;
  const python = interpreter(name, oldest);
  console.error(`Making a Python environment in .cache/${name} from ${requirements.slice(root.length + 1)} …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(root, '.cache'), { recursive: true });
  run(python, ['-m', 'venv', folder], 'python3 can’t make a virtual environment: install python3-venv.');
  // Most of what the packages bring is never imported, and need not be compiled.
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--no-compile'];
  const offline = 'pip could not install the packages: it needs PyPI, or a mirror that PIP_INDEX_URL names.';
  run(environment.python, ['-m', 'pip', 'install', ...quiet, '--requirement', requirements], offline);
  writeFileSync(made, pins);
  return environment;
}

/** The python3 of the machine, or the one that CLOUDOPTIMA_PYTHON names. */
function interpreter(name: string, oldest: string): string {
  const python = process.env.CLOUDOPTIMA_PYTHON ?? 'python3';
  const { error, stdout } = spawnSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  if (error) throw new NoPython(`${python} was not found: the emulators run on Python ${oldest} or newer with pip.`);
  const version = stdout.trim();
  if (Number(version.split('.')[1]) < Number(oldest.split('.')[1]))
    throw new NoPython(`${python} is ${version}: the emulators in .cache/${name} need Python ${oldest} or newer.`);
  return python;
}

function run(command: string, parameters: readonly string[], help: string): void {
  const { status } = spawnSync(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new NoPython(help);
}
