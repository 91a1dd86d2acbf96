import type { Command } from 'commander';
import { UserError } from '../../../model/errors.ts';
import { toolNamed } from '../../answer.ts';
import { jsonValue, utf8Text } from '../../json-text.ts';
import { askTool, exitOf } from '../ask-tool.ts';
import { command, type Invocation, withProduct } from '../command.ts';
import { type CommonOptions, dataJson } from '../output.ts';

const LONGEST_INPUT_BYTES = 64 * 1024 * 1024;

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > LONGEST_INPUT_BYTES) throw new UserError('The arguments on standard input are too long.');
  }
  return utf8Text(Buffer.concat(chunks));
}

async function argumentsFrom(text: string | undefined): Promise<unknown> {
  const json = (text === '-' ? await standardInput() : (text ?? '{}')).trim() || '{}';
  try {
    return jsonValue(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.slice(0, 200);
    throw new UserError(
      `The arguments are not readable as JSON: ${reason}\nFor example: '{"accounts":["123456789012"]}'`,
    );
  }
}

/** `call <tool> '<json>'`: one question, its structured answer as JSON. */
export function callCommand(invocation: Invocation): Command {
  const { shell, exit } = invocation;
  return command('call', 'Ask one tool and print its answer as JSON.', [
    'call get_tagging_policy',
    `call check_tag_compliance '{"accounts":["123456789012"]}'`,
    'call search_resources - < arguments.json',
  ])
    .argument('<tool>', 'its name; see `cloudoptima tools`')
    .argument('[json]', 'its arguments as a JSON object; - reads them from standard input')
    .action(async (name: string, json: string | undefined, options: CommonOptions) => {
      toolNamed(shell.tools, name);
      const input = await argumentsFrom(json);
      await withProduct(invocation, options, async (product) => {
        const answer = await askTool(product, name, input, options, shell.signal);
        if (!answer.isError) dataJson(answer.structuredContent);
        exit(exitOf(answer));
      });
    });
}
