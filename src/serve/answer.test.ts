import { expect, test } from 'vitest';
import * as z from 'zod';
import { UserError } from '../model/errors.ts';
import { defineTool, type Tool, type ToolContext } from '../tools/tool.ts';
import { answerOf } from './answer.ts';

const tool = (run: () => unknown): Tool =>
  defineTool({
    name: 'count_things',
    title: 'Things',
    toolset: 'inventory',
    core: false,
    description: 'Counts things.',
    input: z.strictObject({ limit: z.int().default(5) }),
    output: z.object({ first: z.int(), second: z.string().default('none') }),
    effect: 'reads',
    idempotent: true,
    openWorld: false,
    run: async () => run() as { first: number },
    text: ({ first }) => `${first} things.`,
  });

const logged: unknown[] = [];
const setting = {
  context: async () => ({}) as ToolContext,
  log: { info: () => {}, error: (message: string, facts?: object) => void logged.push(message, facts) },
};
const ask = (run: () => unknown, signal = new AbortController().signal) =>
  answerOf(tool(run), {}, setting, { signal, progress: () => {} });

test("an answer has the schema's keys in the schema's order, its defaults and nothing else", async () => {
  const answer = await ask(() => ({ extra: true, second: 'b', first: 1 }));
  expect(JSON.stringify(answer)).toBe(
    '{"isError":false,"structuredContent":{"first":1,"second":"b"},"text":"1 things."}',
  );
  expect(await ask(() => ({ first: 2 }))).toMatchObject({ structuredContent: { first: 2, second: 'none' } });
});

test('what the user can mend is said; the rest is logged under an id that is said', async () => {
  const mend = () => {
    throw new UserError('Mend it.');
  };
  expect(await ask(mend)).toEqual({ isError: true, fault: 'input', message: 'Mend it.' });
  const bug = () => {
    throw new Error('AKIAIOSFODNN7EXAMPLE in /work/secret.ts');
  };
  const answer = await ask(bug);
  expect(answer).toMatchObject({
    fault: 'internal',
    message: expect.stringMatching(/^Internal error [0-9a-f]{8}; see the log\.$/),
  });
  expect(logged).toEqual(['count_things failed', { id: expect.any(String), error: expect.any(Error) }]);
});

test('an output that breaks its schema is a bug, and a cancelled call is told as one', async () => {
  expect(await ask(() => ({ first: 'one' }))).toMatchObject({ fault: 'internal' });
  const stopped = AbortSignal.abort();
  expect(await ask(() => stopped.throwIfAborted(), stopped)).toMatchObject({ fault: 'cancelled' });
});
