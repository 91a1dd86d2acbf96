import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import { UserError } from '../../../model/errors.ts';
import type { Setup } from '../../product.ts';
import { command, type Invocation } from '../command.ts';
import { type CommonOptions, data, note } from '../output.ts';

const CLIENTS = {
  claude: {
    file: '.mcp.json',
    key: 'mcpServers',
    also: 'Claude Desktop: Settings, Developer, Edit Config; paste the same.',
  },
  cursor: { file: join('.cursor', 'mcp.json'), key: 'mcpServers', also: 'For every project: ~/.cursor/mcp.json.' },
  vscode: {
    file: join('.vscode', 'mcp.json'),
    key: 'servers',
    also: 'For every project: command "MCP: Open User Configuration".',
  },
} as const;

interface ConnectOptions extends CommonOptions {
  readonly write?: boolean;
}

type Places = Pick<Setup, 'home' | 'config'>;

/** What the client starts. It has another environment than whoever asks now, so that it is told where everything is. A copy that npx fetched may be gone tomorrow, so that one is fetched again. */
function entry(launcher: string, { home, config }: Places): { command: string; args: string[] } {
  const args = ['mcp', '--home', home, ...(config === undefined ? [] : ['--config', resolve(config)])];
  return /[\\/]_npx[\\/]/.test(launcher)
    ? { command: 'npx', args: ['-y', 'cloudoptima', ...args] }
    : { command: process.execPath, args: [launcher, ...args] };
}

async function settingsOf(path: string): Promise<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
  }
  throw new UserError(`${path} is not plain JSON, so it was left alone. Add the snippet by hand.`);
}

async function add(path: string, key: string, server: object): Promise<void> {
  const settings = await settingsOf(path);
  const servers = typeof settings[key] === 'object' && settings[key] !== null ? settings[key] : {};
  const text = `${JSON.stringify({ ...settings, [key]: { ...servers, cloudoptima: server } }, undefined, 2)}\n`;
  await mkdir(dirname(path), { recursive: true });
  const whole = `${path}.${process.pid}.tmp`;
  await writeFile(whole, text);
  await rename(whole, path);
}

/** `connect <client>`: the client's snippet, printed or written. */
export function connectCommand({ shell }: Invocation): Command {
  return command('connect', 'Connect an MCP client: prints its snippet, or writes it into the project.', [
    'connect claude',
    'connect cursor --write',
  ])
    .addArgument(new Argument('<client>', 'which one').choices(Object.keys(CLIENTS)))
    .option('--write', 'write it into the client settings of the current folder')
    .action(async (name: keyof typeof CLIENTS, options: ConnectOptions) => {
      const { file, key, also } = CLIENTS[name];
      const start = entry(shell.launcher, await shell.setup(options));
      const server = name === 'vscode' ? { type: 'stdio', ...start } : start;
      const path = resolve(file);
      if (options.write) {
        await add(path, key, server);
        note(options, `Written to ${path}. Restart ${name} or reload its MCP servers.`);
        return;
      }
      data(JSON.stringify({ [key]: { cloudoptima: server } }, undefined, 2));
      note(options, `Put this into ${path}, or run with --write. ${also}`);
    });
}
