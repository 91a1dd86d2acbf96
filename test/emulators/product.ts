import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { POLICY } from './estate/variants.ts';
import { FIRST_KEYS, HOME_REGION } from './places.ts';

const root = join(import.meta.dirname, '..', '..');

export type Content = Readonly<Record<string, unknown>>;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** The product as a user has it: its command, a home of its own, and credentials in the environment. */
export interface Product {
  readonly home: string;
  run(...parameters: readonly string[]): Promise<Ended>;
  /** `cloudoptima call`. @throws Error when it answers with none. */
  call(tool: string, input?: object): Promise<Content>;
  /** One MCP session over stdio, as an assistant starts it. */
  session<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Another configuration, beside the home. Returns its path. */
  write(configuration: object): string;
  discard(): void;
}

export type Ask = (tool: string, input?: object) => Promise<Content>;

/** With a configuration, or without one, where the environment says everything. */
export function newProduct(configuration: object | undefined, environment: NodeJS.ProcessEnv = {}): Product {
  const parent = mkdtempSync(join(tmpdir(), 'cloudoptima-emulators-'));
  const home = join(parent, 'home');
  mkdirSync(home);
  writeFileSync(join(home, 'policy.json'), JSON.stringify(POLICY));
  if (configuration) writeFileSync(join(home, 'cloudoptima.json'), JSON.stringify(configuration));
  const env = { ...plainEnvironment(parent), ...environment };

  const run: Product['run'] = (...parameters) =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const child = spawn('npx', ['cloudoptima', ...parameters, '--home', home], { cwd: root, env });
      const output = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const)
        child[name].setEncoding('utf8').on('data', (text: string) => {
          output[name] += text;
        });
      child.stdin.end();
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...output, seconds: (performance.now() - begun) / 1000 }));
    });

  return {
    home,
    run,
    async call(tool, input = {}) {
      const { stdout, stderr } = await run('call', tool, JSON.stringify(input));
      if (stdout === '') throw new Error(`${tool} said nothing: ${stderr}`);
      return JSON.parse(stdout) as Content;
    },
    async session(work) {
      const transport = new StdioClientTransport({
        ...{ command: 'npx', args: ['cloudoptima', 'mcp', '--home', home], cwd: root, stderr: 'ignore' },
        env: Object.fromEntries(
          Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
        ),
      });
      const client = new Client({ name: 'emulators', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
      await client.connect(transport);
      try {
        return await work(async (name, input = {}) => {
          const result = await client.callTool({ name, arguments: { ...input } }, { timeout: 300_000 });
          if (result.isError || !result.structuredContent)
            throw new Error(`${name}: ${JSON.stringify(result.content)}`);
          return result.structuredContent as Content;
        });
      } finally {
        await client.close();
      }
    },
    write(another) {
      const path = join(parent, 'another.json');
      writeFileSync(path, JSON.stringify(another));
      return path;
    },
    discard: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** Nothing of the machine's own cloud configuration. */
function plainEnvironment(userHome: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([key]) => !/^(AWS|CLOUDOPTIMA)_/.test(key));
  return {
    ...Object.fromEntries(own),
    AWS_ACCESS_KEY_ID: FIRST_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: FIRST_KEYS.secretAccessKey,
    AWS_REGION: HOME_REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(userHome, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(userHome, 'no-aws-credentials'),
  };
}
