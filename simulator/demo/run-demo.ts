import type { Writable } from 'node:stream';
import { type Simulator, startSimulator } from '../start.ts';
import { everyDoorsChecks } from './all-doors.ts';
import { type Check, check } from './check.ts';
import { collectedClouds } from './clouds.ts';
import { freePort } from './free-port.ts';
import { closeHome, type DemoHome, openHome, writeTruth } from './home.ts';
import { interruption } from './interrupt.ts';
import { McpRefusal, mcpClient } from './mcp-client.ts';
import { type DemoOptions, demoHelp, demoOptions, UsageError } from './options.ts';
import { checksPage, demoPage, paintFor } from './page.ts';
import { type Processes, productProcesses } from './processes.ts';
import { type CollectionRun, collect, DemoFailure, type Server, serve } from './product.ts';
import { exampleQuestions } from './questions.ts';
import { companyVariables, productEnvironment, type Sides, sidesOf, writeSettings } from './settings.ts';
import { snippets, stdioCommand } from './snippets.ts';
import { overviewOf, type Summary, summaryOf } from './summary.ts';

export interface Surroundings {
  /** The file that starts the product. */
  readonly launcher: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly out: Writable;
  readonly err: Writable;
}

/** What `--once --json` prints. */
export interface Comparison {
  readonly summary: Summary;
  /** The file with the truth. */
  readonly truth: string;
  readonly checks: readonly Check[];
  readonly duration_seconds: number;
}

const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Every answer must be right. */
export const exitCodeOf = (checks: readonly Check[]): number =>
  checks.length > 0 && checks.every(({ equal }) => equal) ? exitCodes.done : exitCodes.failed;

/** All that is up while a demo runs. */
interface Running {
  readonly options: DemoOptions;
  readonly surroundings: Surroundings;
  readonly started: number;
  readonly home: DemoHome;
  readonly simulator: Simulator;
  readonly sides: Sides;
  readonly run: CollectionRun;
  readonly server: Server;
  readonly signal: AbortSignal;
}

/** Runs one demo to its exit code. */
export async function runDemo(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  try {
    const options = demoOptions(argv);
    if (options !== 'help') return await withCompany(options, surroundings);
    out.write(demoHelp);
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof DemoFailure || error instanceof McpRefusal)) throw error;
    err.write(`${error.message}\n`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}

/** Starts everything, and ends it again whatever happens. */
async function withCompany(options: DemoOptions, surroundings: Surroundings): Promise<number> {
  const started = performance.now();
  const home = await openHome(options.home);
  let processes: Processes | undefined;
  let simulator: Simulator | undefined;
  let keepTruth = false;
  const { signal, release } = interruption(() => processes?.kill());
  try {
    simulator = await startSimulator({ seed: options.seed, resources: options.resources, clouds: collectedClouds });
    await writeTruth(home, simulator.truth);
    const sides = sidesOf(simulator, home.path);
    await writeSettings(home.path, simulator.truth, sides);
    const environment = productEnvironment(surroundings.environment, sides);
    processes = productProcesses(surroundings.launcher, environment);
    // In order: what was started ends before what it talks to.
    signal.addEventListener('abort', () => void processes?.end());
    const running = await bringUp({ options, surroundings, started, home, simulator, sides, processes, signal });
    if (!options.once) return await stay(running);
    const code = await compare(running);
    keepTruth = true;
    return code;
  } catch (error) {
    if (!signal.aborted) throw error;
    return exitCodes.interrupted;
  } finally {
    await processes?.end();
    await simulator?.close();
    await closeHome(home, keepTruth);
    release();
  }
}

async function bringUp(parts: Omit<Running, 'run' | 'server'> & { readonly processes: Processes }): Promise<Running> {
  const { options, surroundings, home, simulator, processes, signal } = parts;
  const note = (text: string) => void (options.quiet || surroundings.err.write(`${text}\n`));
  const counts = Object.entries(simulator.truth.clouds).map(
    ([cloud, { accounts }]) => `${accounts.length} in ${cloud}`,
  );
  signal.throwIfAborted();
  const tenant = simulator.truth.clouds.azure.tenant ? ' and its Azure tenant' : '';
  note(`A simulated company is up: accounts ${counts.join(', ')}${tenant}. Collecting it:`);
  const run = await collect(processes, home.path, options.quiet);
  signal.throwIfAborted();
  const port = options.once ? 0 : await freePort(options.port);
  if (!options.once && port !== options.port)
    note(`Port ${options.port} is busy; ${port === 0 ? 'any free one' : port} is used.`);
  const log = surroundings.environment.CLOUDOPTIMA_LOG !== undefined;
  const server = await serve(processes, home.path, port, log);
  signal.throwIfAborted();
  return { ...parts, run, server };
}

async function compare({
  options,
  surroundings,
  started,
  home,
  simulator,
  run,
  server,
  signal,
}: Running): Promise<number> {
  const client = mcpClient(server.mcp, signal);
  const collected = check('the collection', 'success', run.status);
  const checks = [collected, ...(await everyDoorsChecks(simulator.truth, server.mcp, signal))];
  const summary = summaryOf(await overviewOf(simulator.truth, client));
  await client.close();
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const comparison: Comparison = { summary, truth: home.truth, checks, duration_seconds: seconds };
  surroundings.out.write(
    options.json
      ? `${JSON.stringify(comparison)}\n`
      : checksPage(checks, home.truth, seconds, paintFor(surroundings.out)),
  );
  return exitCodeOf(checks);
}

async function stay({ options, surroundings, home, simulator, sides, server, signal }: Running): Promise<number> {
  const client = mcpClient(server.mcp, signal);
  const overview = await overviewOf(simulator.truth, client);
  await client.close();
  const own = stdioCommand(process.execPath, surroundings.launcher, home.path);
  const connections = snippets({ mcp: server.mcp, ...own, env: companyVariables(sides) });
  const { url, mcp } = server;
  const facts = { url, mcp, home: home.path, truth: home.truth, summary: summaryOf(overview) };
  const page = { seed: options.seed, overview, url, home: home.path, temporary: home.temporary, snippets: connections };
  surroundings.out.write(
    options.json
      ? `${JSON.stringify({ ...facts, questions: exampleQuestions, snippets: connections })}\n`
      : demoPage(page, paintFor(surroundings.out)),
  );
  const code = await Promise.race([server.ended, interrupted(signal)]);
  if (code !== undefined && !signal.aborted) throw new DemoFailure(`The server ended with exit code ${code}.`);
  return exitCodes.done;
}

const interrupted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
