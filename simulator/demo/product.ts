import type { Processes, Started } from './processes.ts';

/** The product could not do what was asked of it. */
export class DemoFailure extends Error {}

export interface CollectionRun {
  readonly status: string;
}

const doneCodes: readonly number[] = [0, 3];
const startMilliseconds = 60_000;
const mostWords = 20_000;

/** `cloudoptima collect`: its progress goes where ours goes. @throws DemoFailure */
export async function collect(processes: Processes, home: string, quiet: boolean): Promise<CollectionRun> {
  const args = ['collect', '--what', 'all', '--home', home, '--json', ...(quiet ? ['--quiet'] : [])];
  const { child, ended } = processes.start(args, ['ignore', 'pipe', 'inherit']);
  const [text, code] = await Promise.all([textOf(child.stdout), ended]);
  if (!doneCodes.includes(code)) throw new DemoFailure(`The collection ended with exit code ${code}.`);
  return (JSON.parse(text) as { run: CollectionRun }).run;
}

export interface Server {
  readonly url: string;
  readonly mcp: string;
  readonly ended: Promise<number>;
}

/** `cloudoptima serve`: resolves when it listens. @throws DemoFailure with its last words */
export async function serve(processes: Processes, home: string, port: number, log: boolean): Promise<Server> {
  const args = ['serve', '--home', home, '--port', String(port), '--json', '--quiet'];
  const started = processes.start(args, ['ignore', 'pipe', log ? 'inherit' : 'pipe']);
  const words = lastWordsOf(started);
  const late = AbortSignal.timeout(startMilliseconds);
  const line = await Promise.race([
    firstLine(started),
    started.ended.then((code) => {
      throw new DemoFailure(`The server ended with exit code ${code}. ${words()}`.trim());
    }),
    new Promise<never>((_, reject) =>
      late.addEventListener('abort', () => reject(new DemoFailure('The server did not start within a minute.'))),
    ),
  ]);
  const { url, mcp } = JSON.parse(line) as { url: string; mcp: string };
  return { url, mcp, ended: started.ended };
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

/** The rest is read, too, so that the process never waits for a reader. */
const firstLine = ({ child }: Started): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: unknown) => {
      if (text.includes('\n')) return;
      text += String(chunk);
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
  });

function lastWordsOf({ child }: Started): () => string {
  let words = '';
  child.stderr?.on('data', (chunk: unknown) => {
    words = (words + String(chunk)).slice(-mostWords);
  });
  return () => words.trim();
}
