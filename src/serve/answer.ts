import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { didYouMean } from '../model/did-you-mean.ts';
import { isFailure, UserError } from '../model/errors.ts';
import { issueWords } from '../model/input-words.ts';
import type { PolicyInForce } from '../model/policy.ts';
import type { Tool, ToolCall, ToolContext } from '../tools/tool.ts';
import { assertBounded } from './input-limits.ts';
import type { Log } from './log.ts';
import { printableLines } from './printable.ts';

/** What a door hands to its caller: the answer, or why there is none. */
export type Answer =
  | { readonly isError: false; readonly structuredContent: Readonly<Record<string, unknown>>; readonly text: string }
  | {
      readonly isError: true;
      readonly fault: 'input' | 'unavailable' | 'cancelled' | 'internal';
      readonly message: string;
    };

export interface AnswerSetting {
  /** Opens the store at its first use, so that listing tools costs nothing. */
  context(): Promise<ToolContext>;
  /** The only cloud that is asked, on a single cloud's server. */
  readonly cloud?: ToolContext['cloud'];
  readonly log: Log;
}

/** Finds a tool by its name. @throws UserError with the nearest name. */
export function toolNamed(tools: readonly Tool[], name: string): Tool {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool) return tool;
  const names = tools.map((candidate) => candidate.name);
  const hint = didYouMean(name, names) || ` Tools: ${names.join(', ')}.`;
  throw new UserError(`There is no tool "${name.slice(0, 100)}".${hint}`);
}

const keysOf = (schema: z.ZodType): readonly string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType {
  return path.reduce<z.ZodType>((current, key) => {
    let inner: unknown = current;
    while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable)
      inner = inner.unwrap();
    if (inner instanceof z.ZodArray) return inner.element as z.ZodType;
    if (inner instanceof z.ZodObject) return (inner.shape[String(key)] as z.ZodType | undefined) ?? z.unknown();
    return z.unknown();
  }, schema);
}

function withoutFixedCloud(input: object, cloud: string): object {
  const { cloud_provider: asked, ...rest } = input as { cloud_provider?: unknown };
  if (asked === undefined || asked === cloud) return rest;
  throw new UserError(
    `cloud_provider: this server answers for ${cloud} alone; ask the unified server (/mcp) for others.`,
  );
}

function validInput(tool: Tool, input: unknown, cloud: ToolContext['cloud']): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new UserError(`The arguments of ${tool.name} are a JSON object, for example {}.`);
  assertBounded(input);
  const wanted = cloud === undefined ? input : withoutFixedCloud(input, cloud);
  const known = keysOf(tool.input);
  // Not every object of a schema is strict; at the top every argument must be one that the tool has.
  const unknown =
    known.length > 0 || tool.input instanceof z.ZodObject
      ? Object.keys(wanted).find((key) => !known.includes(key))
      : undefined;
  if (unknown !== undefined) {
    const hint =
      didYouMean(unknown, known) || (known.length > 0 ? ` It takes ${known.join(', ')}.` : ' It takes none.');
    throw new UserError(`${tool.name} has no argument "${unknown.slice(0, 100)}".${hint}`);
  }
  const parsed = tool.input.safeParse(wanted);
  if (parsed.success) return parsed.data;
  const words = parsed.error.issues
    .slice(0, 5)
    .map((issue) => issueWords(issue, wanted, (path) => keysOf(schemaAt(tool.input, path))));
  throw new UserError(`${tool.name}: ${words.join(' ')}`);
}

/** The policy stays the same during one call, whatever becomes of its file. */
function withOnePolicy(context: ToolContext): {
  context: ToolContext;
  asked(): ReturnType<ToolContext['policy']> | undefined;
} {
  let asked: ReturnType<ToolContext['policy']> | undefined;
  const policy = () => {
    asked ??= context.policy();
    return asked;
  };
  return { context: { ...context, policy }, asked: () => asked };
}

/** What an answer has to say beside itself where it rests on a policy whose file was spoilt since. */
const aboutPolicy = ({ version, problem }: PolicyInForce): string =>
  `The tagging policy is the one that was read before (version ${version}), because its file can't be used now: ${problem}`;

function withNote(content: Readonly<Record<string, unknown>>, words: string): Readonly<Record<string, unknown>> {
  const quality = content.data_quality;
  if (typeof quality !== 'object' || quality === null || !('note' in quality)) return content;
  return { ...content, data_quality: { ...quality, note: `${String(quality.note)} ${words}` } };
}

/**
 * Every door asks through here, so that the same question gets the same answer: validates the input, runs the tool, validates
 * what it says. What went wrong inside is logged under an id and never shown.
 */
export async function answerOf(tool: Tool, input: unknown, setting: AnswerSetting, call: ToolCall): Promise<Answer> {
  try {
    const valid = validInput(tool, input, setting.cloud);
    const opened = await setting.context();
    const { context, asked } = withOnePolicy(opened);
    const ran = await tool.run(
      valid,
      setting.cloud === undefined ? context : { ...context, cloud: setting.cloud },
      call,
    );
    // The parsed output has the keys of the schema in the schema's order, whatever the tool returned.
    const content = tool.output.parse(ran);
    const policy = await asked();
    if (policy?.problem === undefined) return { isError: false, structuredContent: content, text: tool.text(content) };
    return {
      isError: false,
      structuredContent: withNote(content, aboutPolicy(policy)),
      text: `${tool.text(content)}\n${aboutPolicy(policy)}`,
    };
  } catch (error) {
    if (error instanceof UserError)
      return {
        isError: true,
        fault: isFailure(error) ? 'unavailable' : 'input',
        message: printableLines(error.message),
      };
    if (call.signal.aborted) return { isError: true, fault: 'cancelled', message: `${tool.name} was cancelled.` };
    const id = randomUUID().slice(0, 8);
    setting.log.error(`${tool.name} failed`, { id, error });
    return { isError: true, fault: 'internal', message: `Internal error ${id}; see the log.` };
  }
}
