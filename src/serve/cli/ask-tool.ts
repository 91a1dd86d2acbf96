import { isMissing } from '../../model/gap.ts';
import { type Answer, answerOf, toolNamed } from '../answer.ts';
import type { Product } from '../product.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { type CommonOptions, complain } from './output.ts';
import { progressTo } from './progress.ts';

/** Asks one tool as every other door does. */
export async function askTool(
  product: Product,
  name: string,
  input: unknown,
  options: CommonOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const progress = progressTo(options);
  try {
    return await answerOf(toolNamed(product.tools, name), input, product, { signal, progress: progress.show });
  } finally {
    progress.end();
  }
}

/** What no call could tell is told in every answer, and nothing that could be mended. */
const hasGaps = (content: Readonly<Record<string, unknown>>): boolean => {
  const quality = content.data_quality;
  if (typeof quality !== 'object' || quality === null) return false;
  const gaps: unknown = Reflect.get(quality, 'gaps');
  return Array.isArray(gaps) && gaps.some(isMissing);
};

/** The exit code that an answer stands for; says what went wrong. */
export function exitOf(answer: Answer): ExitCode {
  if (!answer.isError) return hasGaps(answer.structuredContent) ? EXIT.partial : EXIT.done;
  complain(answer.message);
  const codes = { input: EXIT.usage, unavailable: EXIT.failed, cancelled: EXIT.interrupted, internal: EXIT.failed };
  return codes[answer.fault];
}
